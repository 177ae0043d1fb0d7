#pragma once

// The reference limits of an Observation. Private to this stage.

#include "fhir/element.h"

namespace eligo {

// Sets the limits of a result whose unit is known, from the range of normal values that stands
// beside it, brought to that unit. Of two such ranges it is not clear which is meant, and limits in
// a unit that cannot be brought there are none: that is noted.
void read_reference_range(const Element& observed, Observation& observation, PatientParts& parts);

}  // namespace eligo
