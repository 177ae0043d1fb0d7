#pragma once

#include <compare>
#include <cstdint>

namespace eligo::batch {

// The place of a value among n sorted limits: 2·i between limit i-1 and limit i, 2·i + 1 on limit
// i.
using Place = std::int16_t;
inline constexpr Place missing = -1;  // no value that counts: every comparison is unknown

// The places of the values that lie in a range, both ends included.
struct PlaceRange {
  Place low = 0;
  Place high = 0;
  friend auto operator<=>(const PlaceRange&, const PlaceRange&) = default;
};

}  // namespace eligo::batch
