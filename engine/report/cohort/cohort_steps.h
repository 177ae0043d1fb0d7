#pragma once

// The numbers behind the charts of values and of relaxed limits, as tables have them.

#include <optional>
#include <string>
#include <vector>

#include "report/cohort/cohort_report.h"
#include "report/cohort/shown_count.h"

namespace eligo {

// A bar: values from `from` to less than `to`. The outermost bars take in what lies beyond them.
struct ValueBar {
  std::optional<Rational> from;
  std::optional<Rational> to;
  ValueCounts::Sides patients{};
};
struct ValueBars {
  Rational width;
  Rational from;  // of the first bar, as drawn
  std::vector<ValueBar> bars;
};
// At most 40 bars; a single limit lies between two of them. Empty where there is no value.
ValueBars bars_of(const CohortValues& values);

// How many patients a limit admits that is moved by a distance.
struct CurvePoint {
  Rational distance;
  std::size_t patients = 0;
};
// Each distance at which the count grows.
std::vector<CurvePoint> all_points(const CohortCurve& curve);
// At most 25 points for a table: all there are, else in round steps up to the farthest; always in
// round steps where small counts are hidden, since a point of the curve is a patient's value.
std::vector<CurvePoint> points_of(const CohortCurve& curve, SmallCounts small);
Rational farthest(const CohortCurve& curve);

// Where the limit lies when it is moved by `distance`.
Rational moved_by(const RelaxedLimit& limit, const Rational& distance);
// "at least 7 %", "over 65 years": which values the limit moved to `end` admits.
std::string limit_words(const RelaxedLimit& limit, const Rational& end);

}  // namespace eligo
