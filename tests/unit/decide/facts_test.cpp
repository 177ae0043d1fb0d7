// Facts with dates: which one counts, and what passes with time.

#include <gtest/gtest.h>

#include "one_criterion.h"

namespace eligo::testing {
namespace {

Patient woman(std::vector<Fact> facts) {
  Patient patient;
  patient.id = "p";
  patient.sex = Sex::female;
  patient.facts = std::move(facts);
  return patient;
}

CriterionDecision excluding_fact(const char* key, const Patient& patient,
                                 ScreeningOptions options = on("2026-01-15")) {
  return screened(excluding(FactIs{named(key)}), patient, options).criteria.front();
}

TEST(DatedFact, ThatPassesWithTimeIsUsedOnItsOwnDayAlone) {
  EXPECT_EQ(excluding_fact("pregnant", woman({fact("pregnant", false, "2026-01-15")})).result,
            CriterionResult::pass);
  const CriterionDecision earlier =
      excluding_fact("pregnant", woman({fact("pregnant", false, "2026-01-14")}));
  EXPECT_EQ(earlier.result, CriterionResult::unknown);
  EXPECT_EQ(earlier.why, "the record says not pregnant on 2026-01-14: it may have changed since");
  ASSERT_EQ(earlier.notes.size(), 1U);
  EXPECT_EQ(earlier.notes.front(),
            "not pregnant on 2026-01-14 is not used for the screening on 2026-01-15 "
            "(/facts/pregnant)");
  EXPECT_EQ(earlier.evidence.front().age_days, 1);
  // Perhaps of that day, perhaps of an earlier one.
  EXPECT_EQ(excluding_fact("pregnant", woman({fact("pregnant", false, "2026-01")})).result,
            CriterionResult::unknown);
}

TEST(DatedFact, ThatDoesNotPassIsUsedFromAnyDayBefore) {
  EXPECT_EQ(excluding_fact("smoker", woman({fact("smoker", true, "2020-05-05")})).result,
            CriterionResult::fail);
  const CriterionDecision later =
      excluding_fact("smoker", woman({fact("smoker", true, "2026-01-16")}));
  EXPECT_EQ(later.result, CriterionResult::unknown);
  EXPECT_EQ(later.why, "the record does not say: smoker");
  ASSERT_EQ(later.notes.size(), 1U);
}

TEST(DatedFact, IsHeldToTheAgeThatTheRunAllows) {
  ScreeningOptions options = on("2026-01-15");
  options.max_age = Period{7, Period::Unit::days};
  EXPECT_EQ(
      excluding_fact("pregnant", woman({fact("pregnant", false, "2026-01-08")}), options).result,
      CriterionResult::pass);
  EXPECT_EQ(
      excluding_fact("pregnant", woman({fact("pregnant", false, "2026-01-07")}), options).result,
      CriterionResult::unknown);
  EXPECT_EQ(excluding_fact("smoker", woman({fact("smoker", true, "2026-01-07")}), options).result,
            CriterionResult::unknown);
}

TEST(UndatedFact, CountsAsOfToday) {
  ScreeningOptions options = on("2026-01-15");
  options.max_age = Period{0, Period::Unit::days};
  EXPECT_EQ(excluding_fact("pregnant", woman({fact("pregnant", false, "")}), options).result,
            CriterionResult::pass);
}

TEST(SeveralFacts, TheNewestCountsWhateverTheirOrder) {
  const Fact before = fact("smoker", true, "2020-05-05");
  const Fact after = fact("smoker", false, "2025-05-05");
  EXPECT_EQ(excluding_fact("smoker", woman({before, after})).result, CriterionResult::pass);
  EXPECT_EQ(excluding_fact("smoker", woman({after, before})).result, CriterionResult::pass);
}

TEST(SeveralFacts, OfTheSameTimeThatDisagreeAreUnknownAndBothShown) {
  const CriterionDecision decision = excluding_fact(
      "smoker", woman({fact("smoker", true, "2025"), fact("smoker", false, "2025-05-05")}));
  EXPECT_EQ(decision.result, CriterionResult::unknown);
  EXPECT_EQ(decision.evidence.size(), 2U);
}

TEST(PassingFact, ThatIsTooOldGivesWayToARecordThatImpliesIt) {
  Patient patient = woman({fact("pregnant", false, "2025-01-01")});
  patient.records = {record(RecordList::conditions, "pregnancy", "2025-11-01")};
  patient.records.front().status = "active";
  EXPECT_EQ(excluding_fact("pregnant", patient).result, CriterionResult::fail);
}

}  // namespace
}  // namespace eligo::testing
