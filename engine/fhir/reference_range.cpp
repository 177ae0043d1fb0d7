#include "fhir/reference_range.h"

#include <algorithm>

#include "fhir/codeable_concept.h"
#include "fhir/quantity.h"

namespace eligo {

namespace {

// Whether it is the range of normal values, which it is where it does not say otherwise.
bool is_normal_range(const Element& range) {
  const std::vector<std::string> types = plain_codes(range, "type");
  return types.empty() || std::find(types.begin(), types.end(), "normal") != types.end();
}

std::optional<Rational> converted(const Rational& value, const Unit& from,
                                  const Observation& observation, const Vocabulary& vocabulary) {
  const Unit& to = *observation.unit;
  if (from.same_as(to)) return value;
  if (observation.analyte) {
    const auto from_step = vocabulary.step_to_default_unit(*observation.analyte, from);
    const auto to_step = vocabulary.step_to_default_unit(*observation.analyte, to);
    if (!from_step || !to_step) return std::nullopt;
    const Rational in_default = from_step->conversion.multiply * value + from_step->conversion.add;
    return Rational((in_default - to_step->conversion.add) / to_step->conversion.multiply);
  }
  const auto step = conversion_between(from, to);
  if (!step) return std::nullopt;
  return Rational(step->multiply * value + step->add);
}

// The limit in the result's unit; one without a unit is meant in that.
std::optional<Rational> read_limit(const Element& range, std::string_view key,
                                   const Observation& observation, PatientParts& parts) {
  const std::optional<Element> limit = range.child(key);
  if (!limit) return std::nullopt;
  const std::optional<Rational> value = limit->number("value");
  const std::string unit_text = unit_text_of(*limit, parts.vocabulary);
  std::optional<Rational> result;
  if (value && unit_text.empty()) {
    result = value;
  } else if (value && unit_text == observation.unit_text) {
    result = value;
  } else if (value && observation.unit) {
    const std::optional<Unit> unit = parts.vocabulary.units().parse(unit_text);
    if (unit) result = converted(*value, *unit, observation, parts.vocabulary);
  }
  if (!result) {
    parts.note("Observation: a reference limit that is not in the result's unit", limit->path());
  }
  return result;
}

}  // namespace

void read_reference_range(const Element& observed, Observation& observation, PatientParts& parts) {
  std::vector<Element> ranges;
  for (const Element& range : observed.children("referenceRange")) {
    if (is_normal_range(range) && (range.has("low") || range.has("high"))) ranges.push_back(range);
  }
  if (ranges.size() > 1) {
    parts.note("Observation: several reference ranges, and not which of them applies",
               observed.path_of("referenceRange"));
  }
  if (ranges.size() != 1) return;
  observation.low = read_limit(ranges.front(), "low", observation, parts);
  observation.high = read_limit(ranges.front(), "high", observation, parts);
  parts.observations.check_limits(observation, ranges.front().path(), ranges.front().json());
}

}  // namespace eligo
