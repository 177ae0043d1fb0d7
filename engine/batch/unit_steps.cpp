#include "batch/unit_steps.h"

namespace eligo::batch {

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
