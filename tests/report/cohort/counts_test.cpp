#include <gtest/gtest.h>

#include "example_patients.h"
#include "report/cohort/cohort_report.h"
#include "report/cohort/cohort_steps.h"
#include "report/cohort/render_cohort.h"
#include "report/cohort/shown_count.h"

namespace eligo::report_tests {
namespace {

constexpr const char* type_1 = "NCT01374854";

TEST(ValueCounts, AreExactWhileThereAreFewValues) {
  ValueCounts counts;
  counts.add(Rational(1, 3), 0);
  counts.add(Rational(1, 3), 1);
  counts.add(Rational(2), 1);
  EXPECT_FALSE(counts.step());
  EXPECT_EQ(counts.patients(), 3U);
  EXPECT_EQ(counts.values().at(Rational(1, 3)), (ValueCounts::Sides{1, 1}));
  EXPECT_EQ(counts.quantile(Rational(1, 2)), Rational(1, 3));
}

TEST(ValueCounts, AreBoundedAndTheSameInAnyOrder) {
  constexpr int values = 20000;
  ValueCounts up;
  ValueCounts down;
  for (int i = 0; i < values; ++i) {
    up.add(Rational(i, 7));
    down.add(Rational(values - 1 - i, 7));
  }
  EXPECT_LE(up.values().size(), ValueCounts::most_values);
  EXPECT_EQ(up.values(), down.values());
  EXPECT_EQ(up.patients(), static_cast<std::size_t>(values));
  ASSERT_TRUE(up.step());
  EXPECT_EQ(*up.step(), *down.step());
}

TEST(ValueCounts, OfDistancesNeverPromiseTooMuch) {
  ValueCounts distances{ValueCounts::Rounding::up};
  for (int i = 0; i < 5000; ++i) distances.add(Rational(i, 7));
  ASSERT_TRUE(distances.step());
  // A patient at 1/7 needs at least that much.
  EXPECT_GE(std::next(distances.values().begin())->first, Rational(1, 7));
}

TEST(ShownCount, SmallOnesAreHiddenAndOthersRounded) {
  EXPECT_EQ(count_text(0, SmallCounts::hidden), "0");
  EXPECT_EQ(count_text(1, SmallCounts::hidden), "1 to 10");
  EXPECT_EQ(count_text(10, SmallCounts::hidden), "1 to 10");
  EXPECT_EQ(count_text(11, SmallCounts::hidden), "10");
  EXPECT_EQ(count_text(117, SmallCounts::hidden), "120");
  EXPECT_EQ(count_text(7, SmallCounts::shown), "7");
}

CohortReport cohort_of(const std::vector<std::string>& profiles, Disclosure disclosure) {
  CohortCollector collector(trial(type_1), vocabulary(), disclosure, false);
  for (const std::string& profile : profiles) {
    collector.add(screened(type_1, profile), std::nullopt);
  }
  return collector.report();
}

TEST(Cohort, CountsEachPatientUnderTheFirstCriterionFailed) {
  const std::string both =
      R"({"id": "p", "asOf": "2026-01-15", "birthDate": "1940-01-01",
          "labs": [{"name": "HbA1c", "value": 7.4, "unit": "%", "date": "2026-01-02"}]})";
  const CohortReport report = cohort_of({both, both}, Disclosure::full);
  EXPECT_EQ(report.assessed, 2U);
  EXPECT_EQ(report.ineligible, 2U);
  std::size_t first = 0;
  for (const CohortCriterion& criterion : report.criteria) {
    first += criterion.first_failed;
    if (criterion.id == "I8") {
      EXPECT_EQ(criterion.failed, 2U);
      EXPECT_EQ(criterion.first_failed, 0U);
      EXPECT_EQ(criterion.only_obstacle, 0U);
    }
  }
  EXPECT_EQ(first, 2U);
  EXPECT_TRUE(report.curves.empty());
}

TEST(Cohort, AValueLiesOnTheSideThatDecided) {
  const auto with = [](const char* value) {
    return std::string(
               R"({"id": "p", "asOf": "2026-01-15", "labs": [{"name": "HbA1c", "value": )") +
           value + R"(, "unit": "%", "date": "2026-01-02"}]})";
  };
  const CohortReport report = cohort_of({with("7.5"), with("7.4"), with("9")}, Disclosure::full);
  ASSERT_EQ(report.values.size(), 1U);
  EXPECT_EQ(report.values[0].counts.patients_by_side(), (ValueCounts::Sides{2, 1}));
  const ValueBars bars = bars_of(report.values[0]);
  std::size_t drawn = 0;
  for (const ValueBar& bar : bars.bars) {
    drawn += bar.patients[0] + bar.patients[1];
    // The limit lies between two bars: none has patients of both sides.
    EXPECT_TRUE(bar.patients[0] == 0 || bar.patients[1] == 0);
  }
  EXPECT_EQ(drawn, 3U);
}

TEST(Cohort, GreatAgesAreInNoBarWhereTheyWouldPointToAPerson) {
  const std::string old = R"({"id": "p", "asOf": "2026-01-15", "birthDate": "1930-01-01"})";
  const CohortReport shown = cohort_of({old}, Disclosure::full);
  const CohortReport hidden = cohort_of({old}, Disclosure::deidentified);
  ASSERT_FALSE(shown.values.empty());
  EXPECT_EQ(shown.values[0].counts.patients(), 1U);
  ASSERT_FALSE(hidden.values.empty());
  EXPECT_EQ(hidden.values[0].counts.patients(), 0U);
  EXPECT_EQ(hidden.values[0].ages_left_out, 1U);
}

TEST(Curve, CountsWhomALimitMovedSoFarAdmits) {
  CohortCurve curve;
  curve.limit.limit = Rational(15, 2);
  curve.limit.unit = "%";
  curve.limit.is_lower_end = true;
  curve.limit.admits_itself = true;
  curve.distances.add(Rational(1, 2));
  curve.distances.add(Rational(1, 2));
  curve.distances.add(Rational(2));
  const std::vector<CurvePoint> points = points_of(curve, SmallCounts::shown);
  ASSERT_EQ(points.size(), 2U);
  EXPECT_EQ(points[0].patients, 2U);
  EXPECT_EQ(points[1].patients, 3U);
  EXPECT_EQ(limit_words(curve.limit, moved_by(curve.limit, points[0].distance)), "at least 7 %");
  // In round steps no point is a patient's value.
  const std::vector<CurvePoint> rounded = points_of(curve, SmallCounts::hidden);
  EXPECT_EQ(rounded.front().patients, 0U);
  EXPECT_EQ(rounded.back().patients, 3U);
}

TEST(Drawings, OfOtherOutputAreNone) {
  const std::vector<Chart> charts = {{"a", "b", ""}};
  EXPECT_TRUE(drawings_of(charts, "").empty());
  EXPECT_TRUE(drawings_of(charts, "<svg viewBox=\"0 0 1 1\"><defs></defs>").empty());
  const std::string one =
      "<svg \n viewBox=\"0 0 1 1\"><g id=\"c\"><defs><use id='x'/></defs><path d=''/></g></svg>";
  const std::vector<std::string> drawn = drawings_of({{"a <b>", "c", ""}}, one);
  ASSERT_EQ(drawn.size(), 1U);
  EXPECT_NE(drawn[0].find("aria-label=\"a &lt;b&gt;. c\""), std::string::npos);
  EXPECT_EQ(drawn[0].find(" id="), std::string::npos);
}

}  // namespace
}  // namespace eligo::report_tests
