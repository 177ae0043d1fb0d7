// Entries that are in doubt, lists taken to be complete, and windows counted from a trial's days.

#include <gtest/gtest.h>

#include "one_criterion.h"

namespace eligo::testing {
namespace {

constexpr auto conditions = static_cast<std::size_t>(RecordList::conditions);
constexpr auto events = static_cast<std::size_t>(RecordList::events);

Program excluding_malignancy() {
  return excluding(RecordFound{pattern(ConceptKind::condition, "malignancy")});
}

Program excluding_admission(Anchor anchor) {
  RecordPattern admission = pattern(ConceptKind::event, "hospital_admission");
  admission.window = TimeWindow{{28, Period::Unit::days}, anchor};
  return excluding(RecordFound{std::move(admission)});
}

Patient with(std::vector<Record> records) {
  Patient patient;
  patient.id = "p";
  patient.records = std::move(records);
  return patient;
}

Patient admitted(const char* date) {
  Patient patient = with({record(RecordList::events, "hospital_admission", date)});
  patient.complete[events] = true;
  return patient;
}

CriterionDecision decided(const Program& program, const Patient& patient,
                          const ScreeningOptions& options = on("2026-01-15")) {
  return screened(program, patient, options).criteria.front();
}

TEST(Doubt, IsNeitherAbsentNorCounted) {
  Patient patient = with({record(RecordList::conditions, "breast_cancer", "2024-01-01")});
  patient.complete[conditions] = true;
  EXPECT_EQ(decided(excluding_malignancy(), patient).result, CriterionResult::fail);
  patient.records.front().doubt = "is not confirmed";
  const CriterionDecision doubtful = decided(excluding_malignancy(), patient);
  EXPECT_EQ(doubtful.result, CriterionResult::unknown);
  EXPECT_EQ(doubtful.why, "breast cancer (2024-01-01): is not confirmed");
}

TEST(Doubt, OfAnotherThingChangesNothing) {
  Patient patient = with({record(RecordList::conditions, "hypertension", "2024-01-01")});
  patient.complete[conditions] = true;
  patient.records.front().doubt = "is not confirmed";
  EXPECT_EQ(decided(excluding_malignancy(), patient).result, CriterionResult::pass);
}

TEST(AssumedCompleteness, IsNamedByWhatRestsOnIt) {
  Patient patient = with({});
  EXPECT_EQ(decided(excluding_malignancy(), patient).result, CriterionResult::unknown);
  patient.assumed_complete[conditions] = true;
  const CriterionDecision assumed = decided(excluding_malignancy(), patient);
  EXPECT_EQ(assumed.result, CriterionResult::pass);
  EXPECT_EQ(assumed.assumptions, std::vector<std::string>{"the list of conditions is taken to be "
                                                          "complete (--assume-complete)"});
  ScreeningOptions strict = on("2026-01-15");
  strict.strict = true;
  EXPECT_EQ(decided(excluding_malignancy(), patient, strict).result, CriterionResult::unknown);
  patient.complete[conditions] = true;
  EXPECT_TRUE(decided(excluding_malignancy(), patient).assumptions.empty());
}

TEST(AssumedCompleteness, DoesNotHoldForAListWithAGap) {
  Patient patient = with({});
  patient.assumed_complete[conditions] = true;
  patient.has_gap[conditions] = true;
  EXPECT_EQ(decided(excluding_malignancy(), patient).result, CriterionResult::unknown);
}

TEST(AssumedCompleteness, ChangesNothingThatIsFound) {
  Patient patient = with({record(RecordList::conditions, "breast_cancer", "2024-01-01")});
  patient.assumed_complete[conditions] = true;
  const CriterionDecision found = decided(excluding_malignancy(), patient);
  EXPECT_EQ(found.result, CriterionResult::fail);
  EXPECT_TRUE(found.assumptions.empty());
}

TEST(Anchor, InThePastMovesTheWindowBack) {
  ScreeningOptions options = on("2026-01-15");
  options.anchors[Anchor::randomization] = day("2025-12-01");
  const Program program = excluding_admission(Anchor::randomization);
  EXPECT_EQ(decided(program, admitted("2025-11-03"), options).result, CriterionResult::fail);
  EXPECT_EQ(decided(program, admitted("2025-11-02"), options).result, CriterionResult::pass);
  EXPECT_EQ(decided(program, admitted("2025-12-01"), options).result, CriterionResult::fail);
  EXPECT_EQ(decided(program, admitted("2025-12-02"), options).result, CriterionResult::pass);
}

TEST(Anchor, ThatIsLaterLeavesTheDaysUntilThenToAnAssumption) {
  ScreeningOptions options = on("2026-01-15");
  options.anchors[Anchor::randomization] = day("2026-02-01");
  const Program program = excluding_admission(Anchor::randomization);
  const CriterionDecision absent = decided(program, admitted("2026-01-03"), options);
  EXPECT_EQ(absent.result, CriterionResult::pass);
  EXPECT_EQ(absent.assumptions,
            std::vector<std::string>{"nothing is recorded between the screening date 2026-01-15 "
                                     "and the randomization on 2026-02-01; taken to stay so"});
  const CriterionDecision found = decided(program, admitted("2026-01-04"), options);
  EXPECT_EQ(found.result, CriterionResult::fail);
  EXPECT_TRUE(found.assumptions.empty());
  options.strict = true;
  const CriterionDecision strict = decided(program, admitted("2026-01-03"), options);
  EXPECT_EQ(strict.result, CriterionResult::unknown);
  EXPECT_NE(strict.why.find("are still to come"), std::string::npos) << strict.why;
  EXPECT_EQ(decided(program, admitted("2026-01-04"), options).result, CriterionResult::fail);
}

TEST(Anchor, OfTheRunGoesBeforeThatOfTheRecord) {
  Patient patient = admitted("2025-11-20");
  const Program program = excluding_admission(Anchor::first_dose);
  EXPECT_EQ(decided(program, patient).result, CriterionResult::pass);
  patient.anchors[Anchor::first_dose] = day("2025-12-01");
  EXPECT_EQ(decided(program, patient).result, CriterionResult::fail);
  ScreeningOptions options = on("2026-01-15");
  options.anchors[Anchor::first_dose] = day("2026-01-10");
  EXPECT_EQ(decided(program, patient, options).result, CriterionResult::pass);
  options.anchors = {{Anchor::randomization, day("2026-01-10")}};
  EXPECT_EQ(decided(program, patient, options).result, CriterionResult::fail);
}

TEST(Anchor, WithoutADayIsNotedWhereItComesAfterScreening) {
  for (const Anchor anchor : {Anchor::randomization, Anchor::first_dose}) {
    const CriterionDecision decision = decided(excluding_admission(anchor), admitted("2025-01-01"));
    ASSERT_EQ(decision.notes.size(), 1U);
    EXPECT_NE(decision.notes.front().find("the screening date 2026-01-15 stands for it"),
              std::string::npos);
  }
  for (const Anchor anchor : {Anchor::enrollment, Anchor::screening}) {
    EXPECT_TRUE(decided(excluding_admission(anchor), admitted("2025-01-01")).notes.empty());
  }
}

TEST(Window, SaysThatItsFirstDayCounts) {
  const CriterionDecision first =
      decided(excluding_admission(Anchor::enrollment), admitted("2025-12-18"));
  EXPECT_EQ(first.result, CriterionResult::fail);
  ASSERT_EQ(first.notes.size(), 1U);
  EXPECT_EQ(first.notes.front(),
            "hospital admission is dated exactly 28 days before 2026-01-15, which is within 28 "
            "days");
  EXPECT_TRUE(
      decided(excluding_admission(Anchor::enrollment), admitted("2025-12-19")).notes.empty());
  EXPECT_EQ(decided(excluding_admission(Anchor::enrollment), admitted("2025-12-17")).result,
            CriterionResult::pass);
}

TEST(OngoingDrug, MeetsAWindowThatHasBegunAndLeavesALaterOneOpen) {
  RecordPattern drug = pattern(ConceptKind::medication, "prednisone");
  drug.window = TimeWindow{{28, Period::Unit::days}, Anchor::first_dose};
  const Program program = excluding(RecordFound{std::move(drug)});
  Patient patient = with({record(RecordList::medications, "prednisone", "2025-01-01")});
  patient.records.front().status = "active";
  patient.complete.fill(true);
  patient.anchors[Anchor::first_dose] = day("2026-02-12");
  EXPECT_EQ(decided(program, patient).result, CriterionResult::fail);
  patient.anchors[Anchor::first_dose] = day("2026-02-13");
  EXPECT_EQ(decided(program, patient).result, CriterionResult::unknown);
}

}  // namespace
}  // namespace eligo::testing
