#include "report/render_json.h"

#include "quantity/rational.h"
#include "report/json_writer.h"

namespace eligo {
namespace {

void write_strings(JsonWriter& json, std::string_view name, const std::vector<std::string>& texts) {
  json.key(name).begin_array();
  for (const std::string& text : texts) json.string(text);
  json.end_array();
}

void write_evidence(JsonWriter& json, const std::vector<Evidence>& evidence) {
  json.key("evidence").begin_array();
  for (const Evidence& piece : evidence) {
    json.begin_object().key("path").string(piece.path);
    json.member("name", piece.name);
    write_recorded_value(json, piece.value);
    json.member("unit", piece.unit).member("date", piece.date);
    if (piece.age_days) json.key("ageDays").number(std::to_string(*piece.age_days));
    if (piece.as) {
      json.key("as").begin_object();
      write_recorded_value(json, piece.as->value);
      json.key("unit").string(piece.as->unit);
      json.member("step", piece.as->step).member("source", piece.as->source).end_object();
    }
    json.end_object();
  }
  json.end_array();
}

std::string_view truth_name(Truth truth) {
  switch (truth) {
    case Truth::yes:
      return "true";
    case Truth::no:
      return "false";
    case Truth::unknown:
      return "unknown";
  }
  return "unknown";
}

void write_reason(JsonWriter& json, const Reason& reason) {
  json.begin_object().key("rule").string(reason.rule);
  json.key("truth").string(truth_name(reason.truth));
  json.member("why", reason.why);
  if (!reason.evidence.empty()) write_evidence(json, reason.evidence);
  if (!reason.parts.empty()) {
    json.key("parts").begin_array();
    for (const Reason& part : reason.parts) write_reason(json, part);
    json.end_array();
  }
  json.end_object();
}

void write_open(JsonWriter& json, const std::vector<OpenItem>& open) {
  json.key("open").begin_array();
  for (const OpenItem& item : open) {
    json.begin_object();
    json.key("criterion").string(item.criterion);
    json.key("kind").string(name_of(item.kind));
    json.key("ask").string(item.ask);
    json.member("with", item.with);
    json.key("inSmallestSet").boolean(item.in_smallest_set).end_object();
  }
  json.end_array();
}

void write_turns(JsonWriter& json, const std::vector<Turn>& turns) {
  json.key("turns").begin_array();
  for (const Turn& turn : turns) {
    json.begin_object().key("from").string(date_text(turn.from));
    json.key("result").string(name_of(turn.result));
    json.key("why").string(turn.why).end_object();
  }
  json.end_array();
}

void write_readings(JsonWriter& json, const std::vector<OtherReadingResult>& readings) {
  json.key("otherReadings").begin_array();
  for (const OtherReadingResult& reading : readings) {
    json.begin_object().key("rule").string(reading.rule);
    json.key("because").string(reading.because);
    json.key("result").string(name_of(reading.result)).end_object();
  }
  json.end_array();
}

void write_earliest(JsonWriter& json, const EarliestDay& earliest) {
  json.key("earliest").begin_object().key("date").string(date_text(earliest.day));
  json.key("verdict").string(name_of(earliest.verdict));
  write_strings(json, "criteria", earliest.criteria);
  json.end_object();
}

void write_criterion(JsonWriter& json, const CriterionDecision& criterion, bool with_reasoning) {
  json.begin_object();
  json.key("id").string(criterion.id);
  json.key("kind").string(name_of(criterion.kind));
  json.key("text").string(criterion.text);
  json.key("source").begin_object().key("document").string(criterion.document);
  json.key("line").number(std::to_string(criterion.line));
  if (criterion.column > 0) json.key("column").number(std::to_string(criterion.column));
  json.end_object();
  json.key("result").string(name_of(criterion.result));
  json.key("why").string(criterion.why);
  write_evidence(json, criterion.evidence);
  write_strings(json, "assumptions", criterion.assumptions);
  if (!criterion.notes.empty()) write_strings(json, "notes", criterion.notes);
  if (criterion.nearest) json.key("margin").string(criterion.nearest->text);
  if (!criterion.turns.empty()) write_turns(json, criterion.turns);
  if (!criterion.other_readings.empty()) write_readings(json, criterion.other_readings);
  if (with_reasoning) {
    json.key("reasoning");
    write_reason(json, criterion.reason);
  }
  json.end_object();
}

void write_deceased(JsonWriter& json, const Deceased& deceased) {
  json.key("deceased").begin_object().key("why").string(deceased.why);
  json.member("date", deceased.date).key("path").string(deceased.path).end_object();
}

void write_notes(JsonWriter& json, const std::vector<UnusedParts>& notes) {
  json.key("notes").begin_array();
  for (const UnusedParts& parts : notes) {
    json.begin_object().key("why").string(parts.why);
    json.key("count").number(std::to_string(parts.count));
    write_strings(json, "paths", parts.paths);
    json.end_object();
  }
  json.end_array();
}

void write_diagnostic(JsonWriter& json, const Diagnostic& diagnostic) {
  json.begin_object().key("code").string(slug_of(diagnostic.code));
  json.key("severity").string(name_of(severity_of(diagnostic.code)));
  json.key("message").string(diagnostic.message);
  json.member("file", diagnostic.source).member("path", diagnostic.json_path);
  if (diagnostic.place) {
    json.key("line").number(std::to_string(diagnostic.place->position.line));
    json.key("column").number(std::to_string(diagnostic.place->position.column));
    json.key("length").number(std::to_string(diagnostic.place->length));
  }
  json.member("help", diagnostic.help).end_object();
}

}  // namespace

void write_recorded_value(JsonWriter& json, const std::string& value) {
  if (value.empty()) return;
  std::string number = value;
  for (const std::string_view comparator : {"<=", ">=", "<", ">"}) {
    if (!value.starts_with(comparator)) continue;
    number = value.substr(comparator.size());
    number.erase(0, number.find_first_not_of(' '));
    if (parse_decimal(number)) json.key("comparator").string(comparator);
    break;
  }
  json.key("value");
  if (const std::optional<Rational> exact = parse_decimal(number)) {
    json.number(decimal_text(*exact, 60));
  } else if (value == "true" || value == "false") {
    json.boolean(value == "true");
  } else {
    json.string(value);
  }
}

std::string render_json(const Decision& decision, bool with_reasoning) {
  JsonWriter json;
  json.begin_object();
  json.key("trial").string(decision.trial);
  json.key("patient").string(decision.patient);
  json.key("asOf").string(date_text(decision.as_of));
  json.key("verdict").string(name_of(decision.verdict));
  json.key("why").string(decision.why);
  if (decision.deceased) write_deceased(json, *decision.deceased);
  if (decision.earliest) write_earliest(json, *decision.earliest);
  if (!decision.hangs_on_readings.empty()) {
    write_strings(json, "hangsOnReadings", decision.hangs_on_readings);
  }
  json.key("criteria").begin_array();
  for (const CriterionDecision& criterion : decision.criteria) {
    write_criterion(json, criterion, with_reasoning);
  }
  json.end_array();
  write_open(json, decision.open);
  write_strings(json, "assumptions", decision.assumptions);
  json.key("warnings").begin_array();
  for (const Diagnostic& warning : decision.warnings) write_diagnostic(json, warning);
  json.end_array();
  if (!decision.notes.empty()) write_notes(json, decision.notes);
  json.end_object();
  return json.text();
}

std::string render_json(const RejectedRecord& rejected) {
  JsonWriter json;
  json.begin_object().key("rejected").begin_object();
  json.key("input").string(rejected.input);
  json.key("path").string(rejected.path);
  json.key("why").string(rejected.why).end_object().end_object();
  return json.text();
}

std::string render_json(const Diagnostic& diagnostic) {
  JsonWriter json;
  write_diagnostic(json, diagnostic);
  return json.text();
}

}  // namespace eligo
