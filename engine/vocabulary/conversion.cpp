#include <algorithm>

#include "vocabulary/vocabulary.h"

namespace eligo {

namespace {

// One way in which a concept's values may be written: in its default unit, or in another one.
struct Candidate {
  const Unit* unit;
  const AnalyteConversion* analyte;  // null for the default unit
};

std::vector<Candidate> candidates_for(const Concept& asked, const Unit& unit) {
  std::vector<Candidate> result;
  if (asked.unit->dimension == unit.dimension) result.push_back({&*asked.unit, nullptr});
  for (const AnalyteConversion& analyte : asked.conversions) {
    if (analyte.unit.dimension == unit.dimension) result.push_back({&analyte.unit, &analyte});
  }
  return result;
}

std::string joined_steps(const std::string& first, const std::string& second) {
  if (first.empty() || second.empty()) return first + second;
  return first + " " + second;
}

StepToDefault step_through(const Candidate& candidate, const Unit& unit) {
  const UnitConversion scaling = *conversion_between(unit, *candidate.unit);
  const std::string scaling_text = conversion_step_text(scaling);
  if (candidate.analyte == nullptr) return {scaling, scaling_text, ""};

  const UnitConversion& own = candidate.analyte->to_default;
  UnitConversion both;
  both.multiply = own.multiply * scaling.multiply;
  both.add = own.multiply * scaling.add + own.add;
  return {both, joined_steps(scaling_text, candidate.analyte->step), candidate.analyte->source};
}

bool same_conversion(const UnitConversion& a, const UnitConversion& b) {
  return a.multiply == b.multiply && a.add == b.add;
}

std::string rounded_text(const Rational& number) {
  constexpr int readable_digits = 6;
  return decimal_text(number, readable_digits);
}

std::string scale_text(const Rational& scale) {
  if (scale == 1) return "";
  const Rational divisor = 1 / scale;
  const bool as_factor = is_exact_decimal(scale);
  const bool as_divisor = is_exact_decimal(divisor);
  if (!as_factor && !as_divisor) return "× ≈" + rounded_text(scale);
  if (!as_factor) return "÷ " + decimal_text(divisor);
  if (as_divisor && decimal_text(divisor).size() < decimal_text(scale).size()) {
    return "÷ " + decimal_text(divisor);
  }
  return "× " + decimal_text(scale);
}

std::string shift_text(const Rational& shift) {
  if (shift == 0) return "";
  const Rational size = abs(shift);
  const std::string sign = shift < 0 ? "− " : "+ ";
  return is_exact_decimal(size) ? sign + decimal_text(size) : sign + "≈" + rounded_text(size);
}

}  // namespace

std::string conversion_step_text(const UnitConversion& conversion) {
  // Fahrenheit reads best as it is taught: less 32, then divided by 1.8.
  const Rational shift_before = conversion.add / conversion.multiply;
  if (!is_exact_decimal(conversion.add) && is_exact_decimal(shift_before)) {
    return joined_steps(shift_text(shift_before) + ",", scale_text(conversion.multiply));
  }
  return joined_steps(scale_text(conversion.multiply), shift_text(conversion.add));
}

std::optional<StepToDefault> Vocabulary::step_to_default_unit(ConceptId id,
                                                              const Unit& unit) const {
  const Concept& asked = (*this)[id];
  if (!asked.unit) return std::nullopt;
  const std::vector<Candidate> candidates = candidates_for(asked, unit);
  if (candidates.empty()) return std::nullopt;

  const auto same = std::find_if(candidates.begin(), candidates.end(),
                                 [&](const Candidate& c) { return c.unit->same_as(unit); });
  if (same != candidates.end()) return step_through(*same, unit);

  const StepToDefault step = step_through(candidates.front(), unit);
  const bool all_agree =
      std::all_of(candidates.begin(), candidates.end(), [&](const Candidate& other) {
        return same_conversion(step_through(other, unit).conversion, step.conversion);
      });
  if (!all_agree) return std::nullopt;
  return step;
}

std::optional<ConvertedValue> Vocabulary::to_default_unit(ConceptId id, const Interval& value,
                                                          const Unit& unit) const {
  const auto step = step_to_default_unit(id, unit);
  if (!step) return std::nullopt;
  return ConvertedValue{transformed(value, step->conversion.multiply, step->conversion.add),
                        step->step, step->source};
}

std::optional<ConvertedValue> Vocabulary::to_default_unit(ConceptId id, const Rational& limit,
                                                          const Unit& unit) const {
  return to_default_unit(id, Interval::exactly(limit), unit);
}

}  // namespace eligo
