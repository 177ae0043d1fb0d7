#pragma once

#include <optional>
#include <string>
#include <vector>

#include "decide/finding.h"

namespace eligo {

// A body mass index that nobody recorded, from the newest weight and the newest height on or
// before the screening date: weight in kg ÷ (height in m)² (Quetelet's index; WHO, Technical
// Report Series 894). It carries the date of the weight.
struct DerivedBodyMassIndex {
  Observation index;
  std::vector<const Observation*> from;  // the weight and the height
  std::string words;                     // "from weight 110 kg and height 170 cm"
};

// Nothing where either is missing, cannot be used, or is not a single value.
std::optional<DerivedBodyMassIndex> derived_body_mass_index(const Screening& screening);

// Whether an analyte is the body mass index.
bool is_body_mass_index(const Screening& screening, ConceptId analyte);

}  // namespace eligo
