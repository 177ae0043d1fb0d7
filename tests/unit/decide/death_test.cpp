// A patient who died by the screening date is eligible for nothing.

#include <gtest/gtest.h>

#include "one_criterion.h"

namespace eligo::testing {
namespace {

Patient died(const char* date) {
  Patient patient;
  patient.id = "p";
  patient.complete.fill(true);
  patient.death = Death{std::nullopt, "/deceased"};
  if (*date != '\0') patient.death->date = parse_date(date).value();
  return patient;
}

Decision on_15_january(const Patient& patient) {
  return screened(excluding(RecordFound{pattern(ConceptKind::condition, "malignancy")}), patient,
                  on("2026-01-15"));
}

TEST(Death, MakesThePatientIneligibleAndIsSaidFirst) {
  for (const char* date : {"2025-03-01", "2026-01-15"}) {
    const Decision decision = on_15_january(died(date));
    EXPECT_EQ(decision.verdict, Verdict::ineligible);
    EXPECT_EQ(decision.why, std::string("the patient died on ") + date);
    ASSERT_TRUE(decision.deceased);
    EXPECT_EQ(decision.deceased->date, date);
    EXPECT_EQ(decision.deceased->path, "/deceased");
    // The criteria are decided as ever.
    EXPECT_EQ(decision.criteria.front().result, CriterionResult::pass);
  }
}

TEST(Death, AfterTheScreeningDateIsANote) {
  const Decision decision = on_15_january(died("2026-01-16"));
  EXPECT_EQ(decision.verdict, Verdict::eligible);
  EXPECT_FALSE(decision.deceased);
  ASSERT_EQ(decision.notes.size(), 1U);
  EXPECT_EQ(decision.notes.front().why,
            "the patient died on 2026-01-16, after the screening date 2026-01-15: alive then");
}

TEST(Death, WithoutADayOrPerhapsBeforeCountsAsBefore) {
  EXPECT_EQ(on_15_january(died("")).why, "the patient has died; the day is not recorded");
  const Decision perhaps = on_15_january(died("2026"));
  EXPECT_EQ(perhaps.verdict, Verdict::ineligible);
  EXPECT_EQ(perhaps.why,
            "the patient died in 2026, which may be before the screening date 2026-01-15");
  EXPECT_EQ(on_15_january(died("2026-02")).verdict, Verdict::eligible);
}

TEST(Death, StandsBeforeTheCriteriaThatFail) {
  Patient patient = died("2025-03-01");
  patient.records = {record(RecordList::conditions, "breast_cancer", "2024-01-01")};
  EXPECT_EQ(on_15_january(patient).why, "the patient died on 2025-03-01; 1 fails: E1");
}

TEST(Death, CountsInATrialWithoutCriteria) {
  Program empty;
  empty.trial = "empty";
  empty.withheld.push_back({CriterionKind::inclusion, "not provided", 1});
  EXPECT_EQ(screened(empty, died("2025-03-01"), on("2026-01-15")).verdict, Verdict::ineligible);
  Patient alive;
  EXPECT_EQ(screened(empty, alive, on("2026-01-15")).verdict, Verdict::undetermined);
}

}  // namespace
}  // namespace eligo::testing
