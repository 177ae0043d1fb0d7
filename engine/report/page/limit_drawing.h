#pragma once

#include <string>

#include "report/screened/comparison.h"

namespace eligo {

// A small drawing of a value against its limit, as inline SVG: a line in the limit's unit, a bar
// over the values that the sentence names (filled where they admit, hollow where they exclude), a
// tick at each limit, and a dot for the value, or a thick line for what a result such as "< 60"
// leaves possible. It says the same as a text alternative, and carries no style attributes.
std::string limit_drawing(const Comparison& comparison);

// The same in words: "creatinine 1.46 mg/dL; excluded: over 1.4 mg/dL".
std::string drawing_words(const Comparison& comparison);

}  // namespace eligo
