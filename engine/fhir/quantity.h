#pragma once

// FHIR's Quantity. Private to this stage.

#include <string>

#include "fhir/element.h"

namespace eligo {

// The text of a Quantity's unit: its UCUM code or, where that is none or is no unit that is known,
// what people read. Empty where it gives none.
std::string unit_text_of(const Element& quantity, const Vocabulary& vocabulary);

}  // namespace eligo
