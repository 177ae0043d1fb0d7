// A sentence that can be read in two ways: what its readings make of a patient, and of the verdict.

#include <gtest/gtest.h>

#include "one_criterion.h"

namespace eligo::testing {
namespace {

NodeId add_age_over(Program& program, int years, bool inclusive) {
  AgeInRange age{Period::Unit::years, {Bound{Rational(years), inclusive}, std::nullopt}};
  program.nodes.push_back({std::move(age), "age " + std::to_string(years)});
  return NodeId{static_cast<std::uint32_t>(program.nodes.size() - 1)};
}

// E1 excludes who is over 65, or as it may be read, who is 65; I2 asks for 18 years.
Program over_65() {
  Program program;
  program.trial = "trial";
  Criterion age;
  age.id = "E1";
  age.kind = CriterionKind::exclusion;
  age.root = add_age_over(program, 65, false);
  age.other_readings = {{add_age_over(program, 65, true), "it may be from the birthday on"}};
  Criterion adult;
  adult.id = "I2";
  adult.kind = CriterionKind::inclusion;
  adult.root = add_age_over(program, 18, true);
  program.criteria = {age, adult};
  return program;
}

Decision aged(const Program& program, const char* birth, bool strict = false) {
  Patient patient;
  patient.id = "p";
  patient.birth_date = parse_date(birth).value();
  ScreeningOptions options = on("2026-01-15");
  options.strict = strict;
  return screened(program, patient, options);
}

using Ids = std::vector<std::string>;

TEST(TwoReadings, ThatDifferAreAnAssumptionThatTheVerdictHangsOn) {
  const Decision decision = aged(over_65(), "1960-03-01");
  const CriterionDecision& age = decision.criteria.front();
  EXPECT_EQ(decision.verdict, Verdict::eligible);
  EXPECT_EQ(age.result, CriterionResult::pass);
  ASSERT_EQ(age.other_readings.size(), 1U);
  EXPECT_EQ(age.other_readings.front().result, CriterionResult::fail);
  EXPECT_EQ(age.assumptions,
            Ids{"read in the first of 2 ways, although it may be from the birthday on"});
  EXPECT_EQ(decision.hangs_on_readings, Ids{"E1"});
}

TEST(TwoReadings, ThatAgreeAreNone) {
  for (const char* birth : {"1950-03-01", "1980-03-01"}) {
    const Decision decision = aged(over_65(), birth);
    const CriterionDecision& age = decision.criteria.front();
    EXPECT_EQ(age.other_readings.front().result, age.result) << birth;
    EXPECT_TRUE(age.assumptions.empty()) << birth;
    EXPECT_TRUE(decision.hangs_on_readings.empty()) << birth;
    EXPECT_EQ(aged(over_65(), birth, true).verdict, decision.verdict) << birth;
  }
}

TEST(TwoReadings, HaveToAgreeWhereNoAssumptionIsUsed) {
  const Decision decision = aged(over_65(), "1960-03-01", true);
  EXPECT_EQ(decision.verdict, Verdict::undetermined);
  const CriterionDecision& age = decision.criteria.front();
  EXPECT_EQ(age.result, CriterionResult::unknown);
  EXPECT_TRUE(age.assumptions.empty());
  ASSERT_EQ(age.open.size(), 1U);
  EXPECT_EQ(age.open.front().kind, OpenKind::judgement);
  EXPECT_TRUE(age.open.front().ask.starts_with("which reading of the sentence is meant"));
  EXPECT_TRUE(age.open.front().in_smallest_set);
  EXPECT_EQ(decision.hangs_on_readings, Ids{"E1"});
}

TEST(TwoReadings, DoNotMatterWhereAnotherCriterionFails) {
  Program program = over_65();
  program.criteria.back().root = add_age_over(program, 80, true);
  const Decision decision = aged(program, "1960-03-01");
  EXPECT_EQ(decision.verdict, Verdict::ineligible);
  EXPECT_FALSE(decision.criteria.front().assumptions.empty());
  EXPECT_TRUE(decision.hangs_on_readings.empty());
}

}  // namespace
}  // namespace eligo::testing
