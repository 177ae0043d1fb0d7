#include "batch/unit_steps.h"

#include <array>

namespace eligo::batch {
namespace {

// Powers of ten are exact in doubles up to 10^22, so that one division rounds correctly.
constexpr std::array<double, 16> powers_of_ten = {1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                                  1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};

}  // namespace

double nearest_double(const PlainDecimal& decimal) {
  return static_cast<double>(decimal.mantissa) / powers_of_ten[decimal.places];
}

Rational exactly(const PlainDecimal& decimal) {
  mpz_class scale;
  mpz_ui_pow_ui(scale.get_mpz_t(), 10, decimal.places);
  Rational value(mpz_class(static_cast<long>(decimal.mantissa)), scale);
  value.canonicalize();
  return value;
}

UnitStep unit_step(const std::optional<UnitConversion>& conversion) {
  UnitStep step;
  if (!conversion) return step;
  step.converts = true;
  step.is_identity = conversion->multiply == 1 && conversion->add == 0;
  step.multiply = conversion->multiply.get_d();
  step.add = conversion->add.get_d();
  step.exact = *conversion;
  return step;
}

const UnitStep& UnitSteps::step_from(const Unit& unit) {
  const auto found = known_.find(unit.ucum);
  if (found != known_.end()) return found->second;
  std::optional<UnitConversion> conversion;
  if (const auto step = vocabulary_->step_to_default_unit(analyte_, unit)) {
    conversion = step->conversion;
  }
  return known_.emplace(unit.ucum, unit_step(conversion)).first->second;
}

}  // namespace eligo::batch
