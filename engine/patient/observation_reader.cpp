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
      keeper_.keep_contradictory(std::move(observation), named);
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
    keeper_.keep_unreadable(std::move(observation), &value);
  } else if (keeper_.read_value(value, {}, path, observation)) {
    keeper_.set_default_unit(observation);
    keeper_.keep(std::move(observation), value);
  } else {
    keeper_.keep_unreadable(std::move(observation), &value);
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
    keeper_.keep_contradictory(std::move(observation), named);
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
  if (object.is_spoilt() ||
      !keeper_.read_value(*value, comparator, object.path_of("value"), observation)) {
    keeper_.keep_unreadable(std::move(observation), value);
    return;
  }
  read_limits(object, observation);
  keeper_.keep(std::move(observation), *value);
}

void ObservationReader::read_unit(ProfileObject& object, Observation& observation) {
  const std::optional<std::string> text = object.text("unit", IfUnreadable::drop_piece);
  if (!text) {
    keeper_.set_default_unit(observation);
  } else if (!keeper_.set_unit(*text, observation) && !object.is_spoilt()) {
    object.spoil(
        DiagnosticCode::unit_not_understood, "unit",
        fmt::format("{} is not a unit that is known; the result is not used", quoted(*text)),
        keeper_.how_to_write_unit(*text, observation));
  }
}

void ObservationReader::read_limits(ProfileObject& object, Observation& observation) {
  observation.high = object.number("high", IfUnreadable::drop_field);
  observation.low = object.number("low", IfUnreadable::drop_field);
  if (!observation.low) return;
  keeper_.check_limits(observation, object.path_of("low"), *object.field("low"));
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
