#pragma once

#include <optional>

#include "quantity/rational.h"
#include "quantity/truth.h"

namespace eligo {

// One end of an interval of numbers.
struct Bound {
  Rational value;
  bool inclusive = true;

  friend bool operator==(const Bound&, const Bound&) = default;
};

// The numbers between two bounds; an absent bound is open to infinity. A known value is the
// interval [value, value]; a result reported as "< 60" is (-inf, 60).
struct Interval {
  std::optional<Bound> low;
  std::optional<Bound> high;

  static Interval exactly(const Rational& value) {
    return {Bound{value, true}, Bound{value, true}};
  }
  // The single value that the interval holds, if it holds just one.
  std::optional<Rational> single() const;

  friend bool operator==(const Interval&, const Interval&) = default;
};

// Whether a number that is only known to lie in `value` lies in `range`: yes where all of `value`
// does, no where none of it does, else unknown.
//
//   value ⊆ range            yes
//   value ∩ range empty      no
//   otherwise                unknown
Truth lies_in(const Interval& value, const Interval& range);

// The image of `value` under x ↦ scale·x + offset (scale not 0; a negative one swaps the ends).
Interval transformed(const Interval& value, const Rational& scale, const Rational& offset);

}  // namespace eligo
