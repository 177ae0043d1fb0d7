#include <fmt/format.h>

#include "decide/leaves.h"
#include "decide/newest_result.h"
#include "decide/number_words.h"

namespace eligo {
namespace {

// Whether a unit says no more than none does.
bool is_number_one(const Unit& unit) {
  return unit.dimension.empty() && unit.factor == 1 && unit.offset == 0;
}

bool has_unit(const MeasuredInRange& operation) {
  return !operation.own_unit.empty() || (operation.unit && !is_number_one(*operation.unit));
}

bool has_unit(const Observation& observation) {
  if (observation.unit_defaulted || observation.unit_text.empty()) return false;
  return !observation.unit || !is_number_one(*observation.unit);
}

// How the record's values become values in the rule's unit; nothing where that is not known.
std::optional<UnitConversion> step_to_rule(const Screening& screening,
                                           const MeasuredInRange& operation,
                                           const Observation& observation) {
  if (has_unit(operation) != has_unit(observation)) return std::nullopt;
  if (!has_unit(operation)) return UnitConversion{};
  if (operation.own_unit.empty()) {
    if (!observation.unit) return std::nullopt;
    return conversion_between(*observation.unit, *operation.unit);
  }
  const std::string recorded = screening.vocabulary.comparable_name(observation.unit_text);
  if (recorded != operation.own_unit) return std::nullopt;
  return UnitConversion{};
}

std::string apart_because(const MeasuredInRange& operation, const Observation& observation) {
  if (!has_unit(observation)) {
    return fmt::format("has no unit recorded, and the limit is in {}", operation.unit_text);
  }
  if (!has_unit(operation)) return "has a unit, and the limit has none";
  return fmt::format("cannot be compared with a limit in {}", operation.unit_text);
}

Compared compare(const Screening& screening, const MeasuredInRange& operation,
                 const std::string& name, const Observation& observation) {
  if (operation.scale != LimitScale::absolute) {
    return compare_with_reference(name, operation.scale, operation.range, observation);
  }
  Compared compared;
  compared.evidence = evidence_of(observation);
  const std::string recorded =
      fmt::format("{} {}{}", name, recorded_value(observation), dated(observation));
  const std::optional<UnitConversion> step = step_to_rule(screening, operation, observation);
  if (!step) {
    compared.why = fmt::format("{} {}", recorded, apart_because(operation, observation));
    compared.ask = has_unit(operation) ? fmt::format("record {} in {}", name, operation.unit_text)
                                       : fmt::format("record {} as a number without a unit", name);
    return compared;
  }
  const Interval value = transformed(observation.value, step->multiply, step->add);
  const std::string unit = with_space(operation.unit_text);
  const std::string how = conversion_step_text(*step);
  std::string words = recorded;
  if (!how.empty()) {
    const std::optional<Rational> single = value.single();
    const std::string shown = single ? number_text(*single, operation.range) : interval_text(value);
    compared.evidence.as = Evidence::Converted{shown, operation.unit_text, how, ""};
    words = fmt::format("{} {}{} ({} {}){}", name, shown, unit, recorded_value(observation), how,
                        dated(observation));
  }
  compare_with_range(name, words, value, operation.range, unit, compared);
  return compared;
}

}  // namespace

Finding find_measured_in_range(const Screening& screening, const MeasuredInRange& operation) {
  const std::string name = fmt::format("\"{}\"", operation.observation.name.text);
  const std::string wanted = pattern_text(screening, operation.observation);
  const ResultQuestion question{
      name,
      wanted,
      fmt::format("no {} on record; only a result of that very name can decide", wanted),
      "record " + wanted,
      false,
      operation.observation.window.has_value()};
  return decide_by_newest(screening, question,
                          select_recorded_results(screening, operation.observation),
                          [&](const Observation& observation) {
                            return compare(screening, operation, name, observation);
                          });
}

}  // namespace eligo
