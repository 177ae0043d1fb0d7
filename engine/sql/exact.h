#pragma once

// Exact numbers in a warehouse. Values stand in columns of type DECIMAL(38, 18), all of them on a
// grid of 17 decimal places; the 18th is free for limits. A limit that is no decimal of 17 places
// (7.5 % HbA1c in mmol/mol) is written as the middle between its two neighbours on the grid, so
// that every value on the grid is on the same side of it as in truth. A value that is not on the
// grid is written as the open interval between its neighbours: a comparison that this leaves open
// is unknown, never wrong.

#include <optional>
#include <string>

#include "quantity/interval.h"

namespace eligo::sql {

inline constexpr int grid_places = 17;
inline constexpr const char* exact_type = "DECIMAL(38, 18)";

// A limit as a literal: "0.3", "58.460865762999999995".
std::string limit_literal(const Rational& limit);

// An interval of values, each end on the grid; an empty text is no end.
struct GridInterval {
  std::string low;
  bool low_closed = false;
  std::string high;
  bool high_closed = false;
};
GridInterval on_grid(const Interval& value);

// Whether an interval holds no number at all.
bool is_empty(const Interval& value);

}  // namespace eligo::sql
