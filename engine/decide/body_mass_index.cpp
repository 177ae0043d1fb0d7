#include "decide/body_mass_index.h"

#include <fmt/format.h>

#include "decide/number_words.h"
#include "decide/select_results.h"

namespace eligo {
namespace {

// The one newest usable value of a vital sign, in a given unit.
struct Measured {
  const Observation* observation = nullptr;
  Rational value;
};

std::optional<Measured> newest_in(const Screening& screening, const char* key, const char* unit) {
  const std::optional<ConceptId> analyte = screening.vocabulary.find(key);
  const std::optional<Unit> wanted = screening.vocabulary.units().parse(unit);
  if (!analyte || !wanted) return std::nullopt;
  ObservationPattern pattern;
  pattern.analyte = *analyte;
  const SelectedResults selected = select_recorded_results(screening, pattern);
  if (selected.newest.size() != 1 || selected.in_window != Truth::yes) return std::nullopt;
  const Observation& observation = *selected.newest.front();
  const std::optional<Rational> value = observation.value.single();
  if (!unusable_because(screening, observation).empty() || !observation.unit || !value) {
    return std::nullopt;
  }
  const std::optional<UnitConversion> step = conversion_between(*observation.unit, *wanted);
  if (!step) return std::nullopt;
  return Measured{&observation, Rational(step->multiply * *value + step->add)};
}

std::string words_of(const Observation& observation) {
  return fmt::format("{} {} {}", observation.name, observation.value_text, observation.unit_text);
}

}  // namespace

bool is_body_mass_index(const Screening& screening, ConceptId analyte) {
  return screening.vocabulary.find("bmi") == analyte;
}

std::optional<DerivedBodyMassIndex> derived_body_mass_index(const Screening& screening) {
  const std::optional<ConceptId> analyte = screening.vocabulary.find("bmi");
  const std::optional<Measured> weight = newest_in(screening, "weight", "kg");
  const std::optional<Measured> height = newest_in(screening, "height", "m");
  if (!analyte || !weight || !height || sgn(height->value) <= 0) return std::nullopt;
  DerivedBodyMassIndex derived;
  Observation& index = derived.index;
  index.analyte = *analyte;
  index.name = "weight and height";
  index.value = Interval::exactly(Rational(weight->value / (height->value * height->value)));
  index.value_text = number_text(*index.value.single(), {});
  index.unit = screening.vocabulary.units().parse("kg/m2");
  index.unit_text = "kg/m2";
  index.unit_defaulted = weight->observation->unit_defaulted || height->observation->unit_defaulted;
  index.date = weight->observation->date;
  index.path = weight->observation->path;
  index.plausible = lies_in(index.value, screening.vocabulary[*analyte].plausible) != Truth::no;
  derived.from = {weight->observation, height->observation};
  derived.words =
      fmt::format("from {} and {}", words_of(*weight->observation), words_of(*height->observation));
  return derived;
}

}  // namespace eligo
