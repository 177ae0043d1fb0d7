#include "patient/observation_keeper.h"

#include <fmt/format.h>

#include <utility>

#include "patient/result_value.h"

namespace eligo {

namespace {

std::string range_text(const Concept& analyte) {
  const auto end = [](const std::optional<Bound>& bound) {
    return bound ? decimal_text(bound->value) : std::string("any");
  };
  return fmt::format("{} to {} {}", end(analyte.plausible.low), end(analyte.plausible.high),
                     analyte.unit ? analyte.unit->text : "");
}

}  // namespace

bool says_nothing(const Unit& unit) {
  return unit.dimension.empty() && unit.factor == 1 && unit.offset == 0;
}

bool ObservationKeeper::set_unit(const std::string& text, Observation& observation) const {
  observation.unit_text = text;
  if (!observation.analyte) {  // any text may be its unit
    observation.unit = vocabulary_->units().parse(text);
    return true;
  }
  if (!(*vocabulary_)[*observation.analyte].named_results.empty()) return true;
  observation.unit = vocabulary_->units().parse(text);
  return observation.unit.has_value();
}

std::string ObservationKeeper::how_to_write_unit(const std::string& text,
                                                 const Observation& observation) const {
  const Concept& analyte = (*vocabulary_)[*observation.analyte];
  std::string help = did_you_mean_one_of(vocabulary_->units().nearest(text));
  if (!help.empty() || !analyte.unit) return help;
  return fmt::format("write the unit as UCUM does; for {} it could be {}", analyte.name,
                     quoted(analyte.unit->text));
}

void ObservationKeeper::set_default_unit(Observation& observation) const {
  if (!observation.analyte) return;
  const Concept& analyte = (*vocabulary_)[*observation.analyte];
  if (!analyte.unit || !analyte.named_results.empty()) return;
  observation.unit = analyte.unit;
  observation.unit_text = analyte.unit->text;
  observation.unit_defaulted = !says_nothing(*analyte.unit);
}

bool ObservationKeeper::read_value(const JsonValue& value, std::string_view comparator,
                                   const std::string& path, Observation& observation) const {
  if (!observation.analyte) return read_own_result_value(value, comparator, observation);
  return read_result_value(value, comparator, path, *vocabulary_, *findings_, observation);
}

void ObservationKeeper::check_limits(Observation& observation, const std::string& path,
                                     const JsonValue& at) const {
  if (!observation.high || !observation.low || *observation.low <= *observation.high) return;
  findings_->warn(DiagnosticCode::unusable_value, path, at,
                  "the lower reference limit is above the upper one; neither is used",
                  "correct \"low\" or \"high\"");
  observation.high.reset();
  observation.low.reset();
}

void ObservationKeeper::keep(Observation observation, const JsonValue& at) {
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

void ObservationKeeper::keep_unreadable(Observation observation, const JsonValue* value) {
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

void ObservationKeeper::keep_contradictory(Observation observation, const NamedConcept& named) {
  std::vector<ConceptId> meanings = named.contradicting;
  if (named.meaning) meanings.push_back(*named.meaning);
  for (const ConceptId meaning : meanings) {
    observation.analyte = meaning;
    keep_unreadable(observation, nullptr);
  }
}

}  // namespace eligo
