#include "patient/plain_profile_units.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string>

#include "patient/observation_keeper.h"
#include "patient/profile_object.h"

namespace eligo {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

// A limit of the default unit in the unit of `conversion`, moved by more than a double's error.
double moved(const Bound& limit, const UnitConversion& conversion, double direction) {
  constexpr double margin = 1e-12;
  const Rational own = (limit.value - conversion.add) / conversion.multiply;
  const double nearest = own.get_d();
  return nearest + direction * margin * std::abs(nearest);
}

// Narrows low and high to values that surely convert into `range`.
void narrow(PlainMeasure& measure, const Interval& range, const UnitConversion& conversion) {
  const bool is_mirrored = conversion.multiply < 0;
  const std::optional<Bound>& low = is_mirrored ? range.high : range.low;
  const std::optional<Bound>& high = is_mirrored ? range.low : range.high;
  if (low) measure.low = std::max(measure.low, moved(*low, conversion, 1));
  if (high) measure.high = std::min(measure.high, moved(*high, conversion, -1));
}

}  // namespace

PlainUnits::PlainUnits(const Vocabulary& vocabulary)
    : vocabulary_(&vocabulary), default_measures_(vocabulary.size()) {}

const PlainMeasure* PlainUnits::measure(ConceptId analyte, std::string_view text) {
  if (const PlainMeasure* known = measures_.find(analyte.index, text)) return known;
  if (trimmed(text).size() != text.size()) return nullptr;
  const std::optional<Unit> unit = vocabulary_->units().parse(text);
  if (!unit) return nullptr;
  const std::optional<PlainMeasure> read = read_measure(analyte, *unit);
  return read ? measures_.remember(analyte.index, text, *read) : nullptr;
}

const PlainMeasure* PlainUnits::default_measure(ConceptId analyte) {
  DefaultMeasure& known = default_measures_[analyte.index];
  if (!known.is_read) {
    known.is_read = true;
    const Concept& measured = (*vocabulary_)[analyte];
    if (measured.unit) known.measure = read_measure(analyte, *measured.unit);
    if (known.measure) known.measure->is_assumed = !says_nothing(*measured.unit);
  }
  return known.measure ? &*known.measure : nullptr;
}

bool PlainUnits::is_dose_unit(std::string_view text) {
  if (dose_units_.find(0, text) != nullptr) return true;
  if (trimmed(text).size() != text.size()) return false;
  return vocabulary_->units().parse(text) && dose_units_.remember(0, text, true) != nullptr;
}

std::optional<PlainMeasure> PlainUnits::read_measure(ConceptId analyte, const Unit& unit) {
  const Concept& measured = (*vocabulary_)[analyte];
  if (!measured.named_results.empty()) return std::nullopt;
  const std::optional<StepToDefault> step = vocabulary_->step_to_default_unit(analyte, unit);
  if (!step) return std::nullopt;
  PlainMeasure measure;
  measure.unit = number_of(unit);
  measure.low = -infinity;
  measure.high = infinity;
  narrow(measure, measured.plausible, step->conversion);
  narrow(measure, measured.plausible_adult, step->conversion);
  return measure;
}

bool PlainUnits::is_usual(ConceptId analyte, const PlainMeasure& measure,
                          const PlainDecimal& value) const {
  if (measure.is_surely_usual(value)) return true;
  const auto converted = vocabulary_->to_default_unit(analyte, Interval::exactly(exactly(value)),
                                                      units_[measure.unit.index]);
  if (!converted) return false;
  const Concept& measured = (*vocabulary_)[analyte];
  return lies_in(converted->value, measured.plausible) == Truth::yes &&
         lies_in(converted->value, measured.plausible_adult) == Truth::yes;
}

PlainUnit PlainUnits::number_of(const Unit& unit) {
  const auto same = std::find_if(units_.begin(), units_.end(), [&](const Unit& known) {
    return known.text == unit.text && known.same_as(unit);
  });
  const auto index = static_cast<std::uint32_t>(same - units_.begin());
  if (same == units_.end()) units_.push_back(unit);
  return PlainUnit{index};
}

}  // namespace eligo
