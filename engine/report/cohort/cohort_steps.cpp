#include "report/cohort/cohort_steps.h"

#include <fmt/format.h>

#include <algorithm>

#include "decide/number_words.h"
#include "report/screened/comparison.h"

namespace eligo {
namespace {

constexpr int most_bars = 40;
constexpr std::size_t most_rows = 25;

// The smallest of 1, 2 and 5 times a power of ten that is at least `least`, which is over 0.
Rational round_step(const Rational& least) {
  Rational power(1);
  while (power > least) power /= 10;
  while (power * 10 <= least) power *= 10;
  for (const int times : {1, 2, 5}) {
    Rational step = power * times;
    if (step >= least) return step;
  }
  Rational next = power * 10;
  return next;
}

mpz_class floor_of(const Rational& number) {
  mpz_class whole;
  mpz_fdiv_q(whole.get_mpz_t(), number.get_num_mpz_t(), number.get_den_mpz_t());
  return whole;
}

// What is drawn: all values, or where a few lie far away the middle 98 of a hundred; the limits
// always.
std::pair<Rational, Rational> drawn_range(const CohortValues& values) {
  constexpr int far_away = 4;
  Rational low = values.counts.values().begin()->first;
  Rational high = values.counts.values().rbegin()->first;
  const Rational low_middle = values.counts.quantile(Rational(1, 100));
  const Rational high_middle = values.counts.quantile(Rational(99, 100));
  const Rational middle = high_middle - low_middle;
  if (middle > 0 && high - low > middle * far_away) {
    low = low_middle;
    high = high_middle;
  }
  for (const CohortValues::Limit& limit : values.limits) {
    low = std::min(low, limit.bound.value);
    high = std::max(high, limit.bound.value);
  }
  return {low, high};
}

}  // namespace

ValueBars bars_of(const CohortValues& values) {
  ValueBars made;
  if (values.counts.patients() == 0) return made;
  const auto [low, high] = drawn_range(values);
  const Rational length = high - low;
  // One bar is kept back for what the round start takes, one for the limit at the very end.
  made.width = length > 0 ? round_step(Rational(length / (most_bars - 2))) : Rational(1);
  const bool are_whole = std::all_of(values.counts.values().begin(), values.counts.values().end(),
                                     [](const auto& value) { return value.first.get_den() == 1; });
  if (are_whole && made.width < 1) made.width = 1;
  const Rational anchor =
      values.limits.size() == 1 ? values.limits.front().bound.value : Rational(0);
  const Rational first = Rational(floor_of(Rational((low - anchor) / made.width)));
  made.from = anchor + first * made.width;
  const Rational steps = (high - made.from) / made.width;
  const std::size_t count = floor_of(steps).get_ui() + 1;
  made.bars.resize(count);
  for (std::size_t i = 0; i < count; ++i) {
    const Rational from = made.from + Rational(i) * made.width;
    made.bars[i].from = from;
    made.bars[i].to = Rational(from + made.width);
  }
  bool below = false;
  bool above = false;
  for (const auto& [value, patients] : values.counts.values()) {
    const mpz_class position = floor_of(Rational((value - made.from) / made.width));
    below = below || position < 0;
    above = above || position >= static_cast<unsigned long>(count);
    std::size_t bar = count - 1;
    if (position < 0) bar = 0;
    if (position >= 0 && position < static_cast<unsigned long>(count)) bar = position.get_ui();
    for (std::size_t side = 0; side < patients.size(); ++side) {
      made.bars[bar].patients[side] += patients[side];
    }
  }
  if (below) made.bars.front().from.reset();
  if (above) made.bars.back().to.reset();
  return made;
}

std::vector<CurvePoint> all_points(const CohortCurve& curve) {
  std::vector<CurvePoint> points;
  std::size_t patients = 0;
  for (const auto& [distance, counts] : curve.distances.values()) {
    patients += counts[0];
    points.push_back({distance, patients});
  }
  return points;
}

Rational farthest(const CohortCurve& curve) {
  const auto& values = curve.distances.values();
  return values.empty() ? Rational(0) : values.rbegin()->first;
}

std::vector<CurvePoint> points_of(const CohortCurve& curve, SmallCounts small) {
  std::vector<CurvePoint> points = all_points(curve);
  const Rational end = farthest(curve);
  const bool few = points.size() <= most_rows && small == SmallCounts::shown;
  if (few || points.empty() || end == 0) return points;
  const Rational step = round_step(Rational(end / static_cast<int>(most_rows - 1)));
  std::vector<CurvePoint> rounded;
  std::size_t next = 0;
  std::size_t patients = 0;
  for (Rational distance = 0; rounded.empty() || next < points.size(); distance += step) {
    while (next < points.size() && points[next].distance <= distance) {
      patients = points[next++].patients;
    }
    rounded.push_back({distance, patients});
  }
  return rounded;
}

Rational moved_by(const RelaxedLimit& limit, const Rational& distance) {
  Rational end =
      limit.is_lower_end ? Rational(limit.limit - distance) : Rational(limit.limit + distance);
  return end;
}

std::string limit_words(const RelaxedLimit& limit, const Rational& end) {
  Interval admitted;
  (limit.is_lower_end ? admitted.low : admitted.high) = Bound{end, limit.admits_itself};
  return range_text(admitted, with_unit("", limit.unit));
}

}  // namespace eligo
