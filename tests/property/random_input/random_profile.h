#pragma once

#include <string>

#include "random_source.h"

namespace eligo::testing {

// The text of a profile whose every piece is, once in `oddity` times, one that a profile should not
// have there or that is not plain.
std::string random_profile(RandomSource& random, int oddity);

}  // namespace eligo::testing
