#pragma once

#include <array>
#include <cstdint>

#include "quantity/rational.h"

namespace eligo {

// mantissa · 10^-places, exact; |mantissa| < 10^15, places 0 to 15.
struct PlainDecimal {
  std::int64_t mantissa = 0;
  std::uint8_t places = 0;
};

// The double nearest to a decimal. Two decimals are equal where these are.
inline double nearest_double(const PlainDecimal& number) {
  // Each power is exactly a double, and so the quotient is the nearest there is.
  constexpr std::array<double, 16> powers = {1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                             1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
  return static_cast<double>(number.mantissa) / powers[number.places];
}

// The decimal itself.
Rational exactly(const PlainDecimal& number);

}  // namespace eligo
