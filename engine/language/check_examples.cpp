#include "language/check_examples.h"

#include <fmt/format.h>

#include <array>
#include <map>
#include <set>
#include <utility>

#include "language/check_limit.h"
#include "language/check_names.h"
#include "language/check_period.h"
#include "language/json_members.h"

namespace eligo {
namespace {

constexpr Day screening_day = std::chrono::year{2026} / std::chrono::January / 15;

constexpr std::array list_names = {std::string_view("conditions"), std::string_view("medications"),
                                   std::string_view("procedures"), std::string_view("events")};

std::string_view list_name(ConceptKind kind) {
  switch (kind) {
    case ConceptKind::condition:
      return list_names[0];
    case ConceptKind::medication:
      return list_names[1];
    case ConceptKind::procedure:
      return list_names[2];
    default:
      return list_names[3];
  }
}

// A number as JSON writes it, with all of its digits.
std::string json_number(const Rational& number) {
  constexpr int every_digit = 400;
  return decimal_text(number, every_digit);
}

// Builds the profile of one example, a datum at a time.
class ProfileWriter {
 public:
  ProfileWriter(CheckContext& context, const syntax::Example& example, std::string attestation)
      : context_(context), example_(example), attestation_(std::move(attestation)) {
    profile_.add_text("id", "example");
    profile_.add_text("asOf", date_text(screening_day));
  }

  std::optional<std::string> write() {
    for (const syntax::ExampleDatum& datum : example_.data) {
      std::visit([this](const auto& form) { add(form); }, datum);
    }
    if (failed_) return std::nullopt;
    if (!labs_.empty()) profile_.add("labs", labs_.array());
    for (const std::string_view list : list_names) {
      if (const auto entry = lists_.find(list); entry != lists_.end()) {
        profile_.add(list, entry->second.array());
      }
    }
    if (!facts_.empty()) profile_.add("facts", facts_.object());
    if (!attestations_.empty()) profile_.add("attestations", attestations_.object());
    JsonMembers complete;
    for (const std::string_view list : list_names) {
      if (complete_.contains(list)) complete.add_element(json_string_literal(list));
    }
    if (!complete.empty()) profile_.add("complete", complete.array());
    return profile_.object();
  }

 private:
  void add(const syntax::ExampleObservation& datum) {
    const bool is_own = datum.analyte.in_own_words;
    std::optional<ConceptId> analyte;
    if (is_own) {
      if (!resolve_own_name(context_, datum.analyte, measured_kinds())) return fail();
    } else {
      analyte = resolve_concept(context_, datum.analyte, measured_kinds());
      if (!analyte) return fail();
    }
    const Concept* measured = analyte ? &context_.vocabulary[*analyte] : nullptr;
    const std::size_t findings = context_.diagnostics.size();
    const Qualifiers qualifiers = resolve_qualifiers(context_, measured, datum.qualifiers);
    if (context_.diagnostics.size() > findings) return fail();
    if (!datum.value) return;
    JsonMembers result;
    result.add_text("name", measured == nullptr ? datum.analyte.text : measured->name);
    if (analyte) {
      add_value(result, *analyte, *datum.value);
    } else {
      add_own_value(result, *datum.value);
    }
    if (datum.high) add_number(result, "high", *datum.high);
    if (datum.low) add_number(result, "low", *datum.low);
    if (qualifiers.fasting) result.add("fasting", "true");
    if (qualifiers.specimen) result.add_text("specimen", name_of(*qualifiers.specimen));
    // A result of no stated day is one of the screening day.
    if (datum.ago) {
      add_date(result, "date", *datum.ago);
    } else {
      result.add_text("date", date_text(screening_day));
    }
    labs_.add_element(result.object());
  }

  void add(const syntax::ExampleAge& datum) {
    if (!first(datum.value.span, "age", "the age")) return;
    const auto age = check_period_limit(context_, datum.value, "an age");
    if (!age) return fail();
    if (age->unit == Period::Unit::years) {
      profile_.add("age", std::to_string(age->count));
    } else {
      profile_.add_text("birthDate", date_text(before(screening_day, *age)));
    }
  }

  void add(const syntax::ExampleSex& datum) {
    if (!first(datum.sex.span, "sex", "the sex")) return;
    const auto sex = resolve_sex(context_, datum.sex);
    if (!sex) return fail();
    profile_.add_text("sex", name_of(*sex));
  }

  void add(const syntax::ExampleFact& datum) {
    constexpr ConceptKind fact = ConceptKind::fact;
    const auto id = resolve_concept(context_, datum.fact, {&fact, 1});
    if (!id) return fail();
    const Concept& named = context_.vocabulary[*id];
    if (!first(datum.fact.span, "fact " + named.key, in_quotes(named.key))) return;
    facts_.add(named.name, datum.value.text);
  }

  void add(const syntax::ExampleAttested& datum) {
    if (!first(datum.value.span, "attested", "what was attested")) return;
    attestations_.add(attestation_, datum.value.text);
  }

  void add(const syntax::ExampleRecord& datum) {
    const auto kinds = record_kinds(datum.kind);
    std::optional<ConceptId> term;
    if (datum.term.in_own_words) {
      if (!resolve_own_name(context_, datum.term, kinds)) return fail();
    } else {
      term = resolve_concept(context_, datum.term, kinds);
      if (!term) return fail();
    }
    if (datum.absent) {
      for (const ConceptKind kind : kinds) complete_.insert(list_name(kind));
      return refuse_details_of_absent(datum);
    }
    const ConceptKind kind = term ? context_.vocabulary[*term].kind : kinds.front();
    JsonMembers record;
    record.add_text("name", term ? context_.vocabulary[*term].name : datum.term.text);
    if (datum.status) record.add_text("status", datum.status->text);
    add_record_dates(record, kind, datum);
    add_dose(record, kind, datum);
    add_outcome(record, kind, datum);
    lists_[list_name(kind)].add_element(record.object());
  }

  // A number in its unit or a named result, as `value` and `unit`.
  void add_value(JsonMembers& result, ConceptId analyte, const syntax::Limit& value) {
    const auto read = check_measured_value(context_, analyte, value);
    if (!read) return fail();
    if (!read->result.empty()) {
      result.add_text("value", read->result);
      return;
    }
    result.add("value", json_number(read->number));
    if (value.unit) result.add_text("unit", value.unit->text);
  }

  void add_own_value(JsonMembers& result, const syntax::Limit& value) {
    const auto number = check_own_value(context_, value);
    if (!number) return fail();
    result.add("value", json_number(*number));
    if (value.unit) result.add_text("unit", value.unit->text);
  }

  void add_number(JsonMembers& result, std::string_view key, const syntax::Number& number) {
    const auto value = check_number(context_, number);
    if (!value) return fail();
    result.add(key, json_number(*value));
  }

  std::optional<Day> day_of(const syntax::Period& ago) {
    const auto period = check_period(context_, ago, 0);
    if (!period) {
      fail();
      return std::nullopt;
    }
    return before(screening_day, *period);
  }

  void add_date(JsonMembers& object, std::string_view key, const syntax::Period& ago) {
    if (const auto day = day_of(ago)) object.add_text(key, date_text(*day));
  }

  void add_record_dates(JsonMembers& record, ConceptKind kind, const syntax::ExampleRecord& datum) {
    const bool is_condition = kind == ConceptKind::condition;
    const bool has_dates_in_pairs = is_condition || kind == ConceptKind::medication;
    const bool goes_on = datum.status && datum.status->text == "active";
    std::string_view start_key = is_condition ? "onset" : "start";
    // What only has a beginning and does not go on happened on that day.
    if (!has_dates_in_pairs && !datum.ended && !goes_on) start_key = "date";
    std::optional<Day> start;
    std::optional<Day> end;
    if (datum.started) start = day_of(*datum.started);
    if (datum.ended) end = day_of(*datum.ended);
    if (start) record.add_text(start_key, date_text(*start));
    if (end) record.add_text("end", date_text(*end));
    if (!start || !end || *start <= *end) return;
    context_.report(DiagnosticCode::inverted_range, datum.ended->span,
                    "the record ends before it starts", "swap the two periods");
    fail();
  }

  void add_dose(JsonMembers& record, ConceptKind kind, const syntax::ExampleRecord& datum) {
    if (!datum.dose) return;
    if (kind != ConceptKind::medication) {
      return refuse_detail(datum, datum.dose->span, "dose");
    }
    const auto dose = check_dose_range(
        context_, {WrittenBound{*datum.dose}, WrittenBound{*datum.dose}, true, datum.dose->span});
    if (!dose) return fail();
    record.add("dose", json_number(dose->range.low->value));
    record.add_text("unit", datum.dose->unit->text);
  }

  void add_outcome(JsonMembers& record, ConceptKind kind, const syntax::ExampleRecord& datum) {
    if (!datum.outcome) return;
    if (kind == ConceptKind::medication) {
      return refuse_detail(datum, datum.outcome->span, "outcome");
    }
    record.add_text("outcome", datum.outcome->text);
  }

  void refuse_detail(const syntax::ExampleRecord& datum, Span span, std::string_view what) {
    context_.report(DiagnosticCode::wrong_kind, span,
                    fmt::format("the record of {} has no {}", in_quotes(datum.term.text), what),
                    fmt::format("leave the {} out", what));
    fail();
  }

  // "no condition(x) active" says less than it seems to: there is no record to describe.
  void refuse_details_of_absent(const syntax::ExampleRecord& datum) {
    const bool has_details =
        datum.status || datum.started || datum.ended || datum.dose || datum.outcome;
    if (!has_details) return;
    context_.report(
        DiagnosticCode::absent_record_details, datum.term.span,
        fmt::format("{} is said to be absent, and then described", in_quotes(datum.term.text)),
        "leave out \"no\", or what follows the parenthesis");
    fail();
  }

  void fail() { failed_ = true; }

  // Whether `key` is said for the first time; reports it where not.
  bool first(Span span, const std::string& key, std::string_view what) {
    if (said_.insert(key).second) return true;
    context_.report(DiagnosticCode::duplicate_datum, span,
                    fmt::format("the example says {} twice", what), "say it once");
    fail();
    return false;
  }

  CheckContext& context_;
  const syntax::Example& example_;
  std::string attestation_;
  bool failed_ = false;
  JsonMembers profile_;
  JsonMembers labs_;
  JsonMembers facts_;
  JsonMembers attestations_;
  std::map<std::string_view, JsonMembers> lists_;
  std::set<std::string_view> complete_;
  std::set<std::string> said_;
};

}  // namespace

std::optional<std::string> check_example(CheckContext& context, const syntax::Example& example,
                                         const std::string& attestation) {
  return ProfileWriter(context, example, attestation).write();
}

}  // namespace eligo
