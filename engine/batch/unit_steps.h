#pragma once

// How values in the units that records use become values of a column. Private to this stage.

#include <map>
#include <string>
#include <vector>

#include "batch/plan.h"
#include "patient/plain_profile.h"

namespace eligo::batch {

// value in the column's unit = multiply · value + add, in doubles that are near and exactly.
struct UnitStep {
  bool converts = false;
  bool is_identity = false;
  double multiply = 1;
  double add = 0;
  UnitConversion exact;
};

UnitStep unit_step(const std::optional<UnitConversion>& conversion);

// The steps to the default unit of an analyte, each worked out once.
class UnitSteps {
 public:
  UnitSteps(ConceptId analyte, const Vocabulary& vocabulary)
      : analyte_(analyte), vocabulary_(&vocabulary) {}

  const UnitStep& step_from(const Unit& unit);

 private:
  ConceptId analyte_;
  const Vocabulary* vocabulary_;
  std::map<std::string, UnitStep, std::less<>> known_;  // by UCUM code
};

}  // namespace eligo::batch
