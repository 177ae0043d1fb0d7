#include "language/value_set.h"

#include <utility>

namespace eligo {
namespace {

Rational floor_of(const Rational& number) {
  mpz_class quotient;
  mpz_fdiv_q(quotient.get_mpz_t(), number.get_num_mpz_t(), number.get_den_mpz_t());
  return Rational(quotient);
}

// The same whole numbers, with whole and inclusive bounds.
Interval whole_numbers_of(Interval interval) {
  if (interval.low) {
    const bool skips = !interval.low->inclusive && interval.low->value.get_den() == 1;
    const Rational negated = -interval.low->value;
    Rational up = -floor_of(negated);
    if (skips) up += 1;
    interval.low = Bound{up, true};
  }
  if (interval.high) {
    const bool skips = !interval.high->inclusive && interval.high->value.get_den() == 1;
    Rational down = floor_of(interval.high->value);
    if (skips) down -= 1;
    interval.high = Bound{down, true};
  }
  return interval;
}

bool is_empty(const Interval& interval) {
  if (!interval.low || !interval.high) return false;
  if (interval.low->value != interval.high->value)
    return interval.low->value > interval.high->value;
  return !interval.low->inclusive || !interval.high->inclusive;
}

// The tighter of two ends of one kind; `sign` is 1 for low ends and -1 for high ones.
std::optional<Bound> tighter(const std::optional<Bound>& a, const std::optional<Bound>& b,
                             int sign) {
  if (!a) return b;
  if (!b) return a;
  if (a->value == b->value) return Bound{a->value, a->inclusive && b->inclusive};
  return (cmp(a->value, b->value) > 0) == (sign > 0) ? a : b;
}

Interval intersection_of(const Interval& a, const Interval& b) {
  return {tighter(a.low, b.low, 1), tighter(a.high, b.high, -1)};
}

Bound flipped(const Bound& bound) {
  return {bound.value, !bound.inclusive};
}

// What lies outside all of the intervals, on the whole line.
std::vector<Interval> gaps_of(const std::vector<Interval>& intervals) {
  std::vector<Interval> gaps;
  std::optional<Bound> low;
  bool open_below = true;
  for (const Interval& interval : intervals) {
    if (interval.low) gaps.push_back({low, flipped(*interval.low)});
    open_below = interval.high.has_value();
    if (interval.high) low = flipped(*interval.high);
  }
  if (open_below) gaps.push_back({low, std::nullopt});
  return gaps;
}

}  // namespace

ValueSet::ValueSet(const Interval& interval, Numbers numbers)
    : ValueSet(std::vector<Interval>{interval}, numbers) {}

ValueSet::ValueSet(std::vector<Interval> intervals, Numbers numbers) : numbers_(numbers) {
  for (Interval& interval : intervals) {
    if (numbers == Numbers::whole) interval = whole_numbers_of(std::move(interval));
    if (!is_empty(interval)) intervals_.push_back(std::move(interval));
  }
}

ValueSet ValueSet::intersection(const ValueSet& a, const ValueSet& b) {
  std::vector<Interval> common;
  for (const Interval& left : a.intervals_) {
    for (const Interval& right : b.intervals_) common.push_back(intersection_of(left, right));
  }
  return {std::move(common), a.numbers_};
}

ValueSet ValueSet::difference(const ValueSet& a, const ValueSet& b) {
  std::vector<Interval> outside;
  const std::vector<Interval> gaps = gaps_of(b.intervals_);
  for (const Interval& left : a.intervals_) {
    for (const Interval& gap : gaps) outside.push_back(intersection_of(left, gap));
  }
  return {std::move(outside), a.numbers_};
}

}  // namespace eligo
