#include "patient/observation_reader.h"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "patient/result_value.h"
#include "text/unicode.h"

namespace eligo {

namespace {

constexpr std::array entry_fields = {
    std::string_view("name"),    std::string_view("loinc"),  std::string_view("snomed"),
    std::string_view("icd10"),   std::string_view("rxnorm"), std::string_view("value"),
    std::string_view("unit"),    std::string_view("date"),   std::string_view("fasting"),
    std::string_view("high"),    std::string_view("low"),    std::string_view("comparator"),
    std::string_view("specimen")};
// Where the name is the key, there is none inside.
constexpr auto named_fields = std::span(entry_fields).subspan<1>();

// Whether a missing unit says the same as the default unit: a pure number has none.
bool is_pure_number(const Unit& unit) {
  return unit.dimension.empty() && unit.factor == 1 && unit.offset == 0;
}

std::string range_text(const Concept& analyte) {
  const auto end = [](const std::optional<Bound>& bound) {
    return bound ? decimal_text(bound->value) : std::string("any");
  };
  return fmt::format("{} to {} {}", end(analyte.plausible.low), end(analyte.plausible.high),
                     analyte.unit ? analyte.unit->text : "");
}

}  // namespace

void ObservationReader::read_list(const JsonArray& list, const std::string& path,
                                  std::span<const ConceptKind> kinds) {
  for (std::size_t i = 0; i < list.size(); ++i) {
    read_entry(list[i], path + json_pointer_step(i), kinds);
  }
}

void ObservationReader::read_group(const JsonObject& group, const std::string& path,
                                   std::span<const ConceptKind> kinds) {
  for (const auto& [name, value] : group) {
    read_member(name, value, path + json_pointer_step(name), kinds);
  }
}

void ObservationReader::read_member(std::string_view name, const JsonValue& value,
                                    const std::string& path, std::span<const ConceptKind> kinds) {
  const std::optional<ConceptId> analyte = vocabulary_->match(name, kinds);
  const auto read = [&](const JsonValue& one, const std::string& at) {
    if (analyte) {
      read_named(name, *analyte, one, at);
    } else {
      read_own(name, one, at, kinds);
    }
  };
  const JsonArray* series = value.as_array();
  if (series == nullptr) {
    read(value, path);
    return;
  }
  for (std::size_t i = 0; i < series->size(); ++i) read((*series)[i], path + json_pointer_step(i));
}

void ObservationReader::read_named(std::string_view name, ConceptId analyte, const JsonValue& value,
                                   const std::string& path) {
  if (value.is_null()) return;
  Observation observation;
  observation.analyte = analyte;
  observation.name = name;
  observation.path = path;
  const std::array own_kind = {(*vocabulary_)[analyte].kind};
  read_under_name(name, std::move(observation), value, own_kind);
}

void ObservationReader::read_own(std::string_view name, const JsonValue& value,
                                 const std::string& path, std::span<const ConceptKind> kinds) {
  NamedConcept named;
  named.name = name;
  named.own_name = vocabulary_->comparable_name(name);
  const bool names_nothing = named.own_name.empty();
  if (names_nothing || value.as_object() == nullptr) report_unknown_name(named, path, value);
  if (names_nothing || value.is_null()) return;
  Observation observation;
  observation.name = name;
  observation.own_name = named.own_name;
  observation.path = path;
  read_under_name(name, std::move(observation), value, kinds);
}

void ObservationReader::read_under_name(std::string_view name, Observation observation,
                                        const JsonValue& value,
                                        std::span<const ConceptKind> kinds) {
  const std::string path = observation.path;
  if (value.as_object() != nullptr) {
    ProfileObject object(value, path, named_fields, *findings_);
    observation.date = object.date("date");
    const NamedConcept named = identify(object, name, kinds, *vocabulary_, *findings_);
    if (!named.contradicting.empty()) {
      keep_contradictory(std::move(observation), named);
      return;
    }
    if (named.meaning) observation.analyte = named.meaning;
    if (!observation.analyte) report_unknown_name(named, path, value);
    read_fields(object, std::move(observation));
    return;
  }
  if (value.as_number() == nullptr) {
    std::string help = fmt::format("write {{\"value\": …}} under {}", quoted(name));
    findings_->warn(DiagnosticCode::unusable_value, path, value,
                    fmt::format("{} holds {}, not a number or an object; it is not used",
                                quoted(name), json_kind_name(value)),
                    std::move(help));
    keep_unreadable(std::move(observation), &value);
  } else if (read_value(value, {}, path, observation)) {
    default_unit(observation);
    keep(std::move(observation), value);
  } else {
    keep_unreadable(std::move(observation), &value);
  }
}

void ObservationReader::read_entry(const JsonValue& entry, const std::string& path,
                                   std::span<const ConceptKind> kinds) {
  if (entry.as_object() == nullptr) {
    findings_->warn(
        DiagnosticCode::unusable_value, path, entry,
        fmt::format("a result is {}, not an object; it is not used", json_kind_name(entry)),
        "write {\"name\": …, \"value\": …, \"unit\": …, \"date\": …}");
    return;
  }
  ProfileObject object(entry, path, entry_fields, *findings_);
  Observation observation;
  observation.date = object.date("date");  // first: a wrong date counts in an unused result too
  const std::string name = object.text("name", IfUnreadable::drop_piece).value_or("");
  const NamedConcept named = identify(object, name, kinds, *vocabulary_, *findings_);
  observation.name = named.name;
  observation.path = path;
  if (!named.contradicting.empty()) {
    keep_contradictory(std::move(observation), named);
    return;
  }
  observation.own_name = named.own_name;
  observation.analyte = named.meaning;
  if (!named.meaning) {
    if (!object.is_spoilt()) report_unknown_name(named, path, entry);
    if (observation.own_name.empty()) return;  // no words that a rule could name
  }
  read_fields(object, std::move(observation));
}

bool ObservationReader::read_value(const JsonValue& value, std::string_view comparator,
                                   const std::string& path, Observation& observation) {
  if (!observation.analyte) return read_own_result_value(value, comparator, observation);
  return read_result_value(value, comparator, path, *vocabulary_, *findings_, observation);
}

void ObservationReader::read_fields(ProfileObject& object, Observation observation) {
  observation.fasting = object.flag("fasting", IfUnreadable::drop_field);
  observation.specimen =
      folded_name(object.text("specimen", IfUnreadable::drop_piece).value_or(""));
  const std::string comparator = object.text("comparator", IfUnreadable::drop_piece).value_or("");
  if (!comparator.empty() && !is_comparator(comparator)) {
    object.report("comparator", IfUnreadable::drop_piece,
                  fmt::format("{} is no comparator", quoted(comparator)),
                  "write one of <, <=, >=, >, or leave it out for an exact value");
  }
  read_unit(object, observation);
  const JsonValue* value = object.field("value");
  if (value == nullptr && !object.is_spoilt()) {
    object.spoil(
        DiagnosticCode::unusable_value, "value",
        fmt::format("the result of {} has no value; it is not used", quoted(observation.name)),
        "write \"value\": and the number, or leave the result out");
  }
  if (object.is_spoilt() || !read_value(*value, comparator, object.path_of("value"), observation)) {
    keep_unreadable(std::move(observation), value);
    return;
  }
  read_limits(object, observation);
  keep(std::move(observation), *value);
}

void ObservationReader::read_unit(ProfileObject& object, Observation& observation) {
  const std::optional<std::string> text = object.text("unit", IfUnreadable::drop_piece);
  if (!text) {
    default_unit(observation);
    return;
  }
  observation.unit_text = *text;
  if (!observation.analyte) {  // any text may be its unit
    observation.unit = vocabulary_->units().parse(*text);
    return;
  }
  const Concept& analyte = (*vocabulary_)[*observation.analyte];
  if (!analyte.named_results.empty()) return;
  observation.unit = vocabulary_->units().parse(*text);
  if (observation.unit || object.is_spoilt()) return;
  std::string help = did_you_mean_one_of(vocabulary_->units().nearest(*text));
  if (help.empty() && analyte.unit) {
    help = fmt::format("write the unit as UCUM does; for {} it could be {}", analyte.name,
                       quoted(analyte.unit->text));
  }
  object.spoil(DiagnosticCode::unit_not_understood, "unit",
               fmt::format("{} is not a unit that is known; the result is not used", quoted(*text)),
               std::move(help));
}

void ObservationReader::default_unit(Observation& observation) {
  if (!observation.analyte) return;
  const Concept& analyte = (*vocabulary_)[*observation.analyte];
  if (!analyte.unit || !analyte.named_results.empty()) return;
  observation.unit = analyte.unit;
  observation.unit_text = analyte.unit->text;
  observation.unit_defaulted = !is_pure_number(*analyte.unit);
}

void ObservationReader::read_limits(ProfileObject& object, Observation& observation) {
  observation.high = object.number("high", IfUnreadable::drop_field);
  observation.low = object.number("low", IfUnreadable::drop_field);
  if (!observation.high || !observation.low || *observation.low <= *observation.high) return;
  findings_->warn(DiagnosticCode::unusable_value, object.path_of("low"), *object.field("low"),
                  "the lower reference limit is above the upper one; neither is used",
                  "correct \"low\" or \"high\"");
  observation.high.reset();
  observation.low.reset();
}

void ObservationReader::keep(Observation observation, const JsonValue& at) {
  if (observation.analyte && observation.unit) {
    const Concept& analyte = (*vocabulary_)[*observation.analyte];
    const std::optional<ConvertedValue> converted =
        vocabulary_->to_default_unit(*observation.analyte, observation.value, *observation.unit);
    if (!converted) {
      findings_->warn(
          DiagnosticCode::wrong_dimension, observation.path, at,
          fmt::format("{} cannot be measured in {}", analyte.name, quoted(observation.unit_text)),
          fmt::format("write the unit of the laboratory's report, for example {}",
                      quoted(analyte.unit ? analyte.unit->text : "1")));
    } else if (lies_in(converted->value, analyte.plausible) == Truth::no) {
      observation.plausible = false;
      findings_->warn(DiagnosticCode::implausible_value, observation.path, at,
                      fmt::format("{} {} {} is not a value that a living person can have; it is "
                                  "not used",
                                  analyte.name, observation.value_text, observation.unit_text),
                      fmt::format("expected is {}", range_text(analyte)));
    }
  }
  observations_->push_back(std::move(observation));
}

void ObservationReader::keep_unreadable(Observation observation, const JsonValue* value) {
  observation.plausible = false;
  observation.readable = false;
  observation.value = Interval{};
  observation.named_result.reset();
  observation.value_text.clear();
  if (observation.unit_defaulted) {  // there is no value for it to be the unit of
    observation.unit_defaulted = false;
    observation.unit.reset();
    observation.unit_text.clear();
  }
  if (value != nullptr) {
    if (const std::string* text = value->as_string()) observation.value_text = shortened(*text);
    if (const JsonNumber* number = value->as_number()) observation.value_text = number->text;
  }
  observations_->push_back(std::move(observation));
}

void ObservationReader::keep_contradictory(Observation observation, const NamedConcept& named) {
  std::vector<ConceptId> meanings = named.contradicting;
  if (named.meaning) meanings.push_back(*named.meaning);
  for (const ConceptId meaning : meanings) {
    observation.analyte = meaning;
    keep_unreadable(observation, nullptr);
  }
}

void ObservationReader::report_unknown_name(const NamedConcept& named, const std::string& path,
                                            const JsonValue& at) {
  if (named.name.empty()) {
    findings_->warn(DiagnosticCode::unusable_value, path, at,
                    "a result has neither a name nor a code; it is not used",
                    "write \"name\": and the analyte's name");
    return;
  }
  const std::optional<ConceptId> elsewhere = vocabulary_->match(named.name);
  std::string help;
  if (elsewhere) {
    const ConceptKind kind = (*vocabulary_)[*elsewhere].kind;
    help = fmt::format("it is {} and does not belong here", kind_in_words(kind));
  } else {
    help = findings_->suggested_names(named.name);
  }
  const std::string_view consequence =
      named.own_name.empty() ? "it is not used" : "it can only be matched by its words";
  findings_->warn(
      DiagnosticCode::unknown_name, path, at,
      fmt::format("{} is not a result that is known; {}", quoted(named.name), consequence),
      std::move(help));
}

}  // namespace eligo
