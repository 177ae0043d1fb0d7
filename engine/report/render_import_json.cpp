#include <fmt/format.h>

#include <optional>

#include "quantity/rational.h"
#include "report/json_writer.h"
#include "report/render_import.h"
#include "text/json_diagnosis.h"

namespace eligo {
namespace {

// "18 Years", as registries write it.
std::string age_text(const HeaderAge& age) {
  std::string unit = age.unit;
  if (age.count == "1" && unit.ends_with('s')) unit.pop_back();
  if (!unit.empty() && unit.front() >= 'a' && unit.front() <= 'z') {
    unit.front() = static_cast<char>(unit.front() - 'a' + 'A');
  }
  return age.count + " " + unit;
}

std::string_view sex_text(HeaderSex sex) {
  switch (sex) {
    case HeaderSex::all:
      return "All";
    case HeaderSex::male:
      return "Male";
    case HeaderSex::female:
      return "Female";
  }
  return "All";
}

void write_age(JsonWriter& json, std::string_view name, const std::optional<HeaderAge>& age) {
  json.key(name);
  age ? json.string(age_text(*age)) : json.null();
}

void write_registry(JsonWriter& json, const RegistryRecord& record) {
  json.key("registry").begin_object();
  write_age(json, "minAge", record.ages ? record.ages->minimum : std::nullopt);
  write_age(json, "maxAge", record.ages ? record.ages->maximum : std::nullopt);
  json.key("sex");
  record.sexes ? json.string(sex_text(record.sexes->sex)) : json.null();
  json.key("healthy");
  record.healthy ? json.boolean(record.healthy->accepted) : json.null();
  json.end_object();
}

// A decimal keeps its digits where JSON can write it as it is (".5" it cannot).
void write_decimal(JsonWriter& json, std::string_view name, const std::string& decimal) {
  if (decimal.empty()) return;
  json.key(name);
  if (json_number_at(decimal, 0) == decimal) {
    json.number(decimal);
  } else if (const auto number = parse_decimal(decimal.front() == '.' ? "0" + decimal : decimal)) {
    json.number(decimal_text(*number, 700));
  } else {
    json.null();
  }
}

void write_span(JsonWriter& json, std::string_view name, const CodePoints& span) {
  json.key(name).begin_array();
  json.number(std::to_string(span.begin)).number(std::to_string(span.end)).end_array();
}

void write_constraint(JsonWriter& json, const NumericConstraint& constraint) {
  json.begin_object();
  json.key("concept").string(constraint.concept_name);
  json.key("op").string(sign_of(constraint.op));
  write_decimal(json, "value", constraint.value);
  write_decimal(json, "low", constraint.low);
  write_decimal(json, "high", constraint.high);
  json.key("unit").string(constraint.unit);
  write_span(json, "span", constraint.span);
  write_span(json, "conceptSpan", constraint.concept_span);
  write_span(json, "valueSpan", constraint.value_span);
  json.end_object();
}

void write_criterion(JsonWriter& json, const CompiledCriterion& criterion) {
  json.begin_object();
  json.key("id").string(criterion.id);
  json.key("kind").string(criterion.kind);
  json.key("text").string(criterion.text);
  json.key("line").number(std::to_string(criterion.line));
  json.key("status").string(name_of(criterion.status));
  json.key("rule").string(criterion.rule);
  json.key("why").string(criterion.why);
  json.key("constraints").begin_array();
  for (const NumericConstraint& constraint : criterion.constraints) {
    write_constraint(json, constraint);
  }
  json.end_array().end_object();
}

void write_change(JsonWriter& json, const RuleChange& change) {
  json.begin_object();
  json.key("change").string(name_of(change.kind));
  json.key("id").string(change.id);
  json.member("idBefore", change.id_before);
  json.key("text").string(change.text);
  json.member("textBefore", change.text_before);
  json.member("ruleBefore", change.rule_before);
  json.member("ruleToday", change.rule_today);
  json.end_object();
}

}  // namespace

std::string render_json(const ImportedTrial& imported) {
  const CompiledTrial& trial = imported.merged.compiled;
  JsonWriter json;
  json.begin_object();
  json.key("trial").string(imported.record.trial);
  json.key("title").string(imported.record.title);
  json.key("document").string(imported.document);
  json.key("rules").string(imported.rule_file);
  write_registry(json, imported.record);
  json.key("criteria").begin_array();
  for (const CompiledCriterion& criterion : trial.criteria) write_criterion(json, criterion);
  json.end_array();
  json.key("notes").begin_array();
  for (const std::string& note : trial.notes) json.string(note);
  json.end_array();
  json.key("changes").begin_array();
  for (const RuleChange& change : imported.merged.changes) write_change(json, change);
  json.end_array();
  json.end_object();
  return json.text();
}

std::string render_json(const RejectedDocument& rejected) {
  JsonWriter json;
  json.begin_object().key("rejected").begin_object();
  json.key("input").string(rejected.input);
  json.key("path").string("");
  json.key("why").string(rejected.why).end_object().end_object();
  return json.text();
}

}  // namespace eligo
