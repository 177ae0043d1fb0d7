#pragma once

#include <fmt/format.h>

#include <cstddef>
#include <string>

namespace eligo {

// Whether small counts are shown. Where they are not, a count from 1 to 10 is shown as such and
// every other one to the nearest ten: sums and differences of what is shown then say nothing
// exact about anybody.
enum class SmallCounts { shown, hidden };

inline constexpr std::size_t largest_small_count = 10;

// The count as a chart draws it.
constexpr std::size_t drawn_count(std::size_t count, SmallCounts small) {
  constexpr std::size_t ten = 10;
  if (small == SmallCounts::shown || count == 0) return count;
  return count <= largest_small_count ? ten / 2 : (count + ten / 2) / ten * ten;
}

// "0", "137"; "1 to 10", "140" where small counts are hidden.
inline std::string count_text(std::size_t count, SmallCounts small) {
  if (small == SmallCounts::hidden && count > 0 && count <= largest_small_count) {
    return fmt::format("1 to {}", largest_small_count);
  }
  return std::to_string(drawn_count(count, small));
}

}  // namespace eligo
