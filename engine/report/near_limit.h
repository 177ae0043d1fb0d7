#pragma once

#include "quantity/rational.h"

namespace eligo {

// A value is called close to its limit within a tenth of the limit's own size, on either side. It
// is a rule of display, the same for every value: far enough to show what a second measurement may
// turn, and no statement about any disease or assay.
inline bool is_near(const Rational& relative_distance) {
  return relative_distance <= Rational(1, 10);
}
inline constexpr const char* near_limit_words = "within 10 % of the limit";

}  // namespace eligo
