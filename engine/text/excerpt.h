#pragma once

#include <string>

#include "text/diagnostic.h"

namespace eligo {

// The line of a place and, in a line below it, a caret under its words, each with a line end. What
// does not fit is cut around the place. Control and bidirectional characters are shown escaped.
std::string excerpt_of(const Place& place);

}  // namespace eligo
