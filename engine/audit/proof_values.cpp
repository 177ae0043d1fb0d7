#include "audit/proof_values.h"

#include "quantity/rational.h"

namespace eligo {
namespace {

bool holds(const Interval& interval, const Rational& value) {
  return lies_in(Interval::exactly(value), interval) == Truth::yes;
}

// The ends of an interval, with an end set where it has none.
Interval closed_off(Interval interval) {
  if (interval.low && interval.high) return interval;
  if (interval.low) {
    Rational reach = abs(interval.low->value);
    if (reach < 1) reach = 1;
    interval.high = Bound{Rational(interval.low->value + reach), true};
  } else if (interval.high) {
    Rational reach = abs(interval.high->value) / 2;
    if (reach < 1) reach = 1;
    interval.low = Bound{Rational(interval.high->value - reach), true};
  } else {
    interval = Interval::exactly(Rational(1));
  }
  return interval;
}

// The multiple of `step` that is nearest to `value`.
Rational nearest_multiple(const Rational& value, const Rational& step) {
  const Rational count = value / step + Rational(1, 2);
  mpz_class whole;
  mpz_fdiv_q(whole.get_mpz_t(), count.get_num_mpz_t(), count.get_den_mpz_t());
  return Rational(whole) * step;
}

// Narrows `around` to the side of `end` that `value` is on, or to `end` itself.
void cut_at(const Rational& end, const Rational& value, Interval& around) {
  if (end == value) {
    around = Interval::exactly(value);
  } else if (end < value) {
    if (!around.low || around.low->value < end) around.low = Bound{end, false};
  } else if (!around.high || around.high->value > end) {
    around.high = Bound{end, false};
  }
}

void cut_at_ends(const Interval& range, const Rational& value, Interval& around) {
  if (range.low) cut_at(range.low->value, value, around);
  if (range.high) cut_at(range.high->value, value, around);
}

}  // namespace

Rational roundest_in(const Interval& interval, bool whole) {
  const Interval closed = closed_off(interval);
  if (const auto single = closed.single()) return *single;
  const Rational middle = (closed.low->value + closed.high->value) / 2;
  constexpr int largest = 1'000'000'000;
  constexpr int digits = 24;
  Rational step = largest;
  for (int digit = 0; digit < digits; ++digit) {
    if (whole && step < 1) break;
    const Rational rounded = nearest_multiple(middle, step);
    if (holds(closed, rounded)) return rounded;
    const Rational half = step / 2;
    if (!whole || half.get_den() == 1) {
      const Rational by_half = nearest_multiple(middle, half);
      if (holds(closed, by_half)) return by_half;
    }
    step /= 10;
  }
  return middle;
}

Interval alike(const ProofTerms& terms, std::size_t quantity, const Rational& value) {
  Interval around;
  for (const ProofLeaf& leaf : terms.leaves) {
    if (leaf.quantity != quantity) continue;
    for (const Interval& range : leaf.ranges) cut_at_ends(range, value, around);
  }
  const Quantity& limits = terms.quantities[quantity];
  cut_at_ends(limits.possible, value, around);
  cut_at_ends(limits.possible_adult, value, around);
  return around;
}

}  // namespace eligo
