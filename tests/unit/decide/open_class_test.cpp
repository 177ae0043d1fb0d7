// What no record can be recognised as by its name is not absent because no record is called it.

#include <gtest/gtest.h>

#include "one_criterion.h"

namespace eligo::testing {
namespace {

CriterionDecision without_elective_surgery(std::vector<Record> records,
                                           std::optional<TimeWindow> window = std::nullopt) {
  Patient patient;
  patient.id = "p";
  patient.complete.fill(true);
  patient.records = std::move(records);
  RecordPattern elective = pattern(ConceptKind::procedure, "elective_surgery");
  elective.window = window;
  return screened(excluding(RecordFound{elective}), patient, on("2026-01-15")).criteria.front();
}

TEST(OpenClass, IsUnknownBesideARecordThatMayBelongToIt) {
  const CriterionDecision decision = without_elective_surgery(
      {record(RecordList::procedures, "liver_transplantation", "2025-12-01")});
  EXPECT_EQ(decision.result, CriterionResult::unknown);
  EXPECT_NE(decision.why.find("does not say whether"), std::string::npos) << decision.why;
  EXPECT_EQ(decision.evidence.size(), 1U);
  EXPECT_EQ(decision.open.size(), 1U);
}

TEST(OpenClass, IsAbsentFromACompleteListWithoutSuchARecord) {
  EXPECT_EQ(without_elective_surgery({}).result, CriterionResult::pass);
  EXPECT_EQ(
      without_elective_surgery({record(RecordList::medications, "metformin", "2025-12-01")}).result,
      CriterionResult::pass);
}

TEST(OpenClass, LooksOnlyAtTheTimeThatCounts) {
  const TimeWindow month{{1, Period::Unit::months}, Anchor::enrollment};
  const auto operated_on = [&](const char* day) {
    return without_elective_surgery({record(RecordList::procedures, "liver_transplantation", day)},
                                    month)
        .result;
  };
  EXPECT_EQ(operated_on("2026-01-02"), CriterionResult::unknown);
  EXPECT_EQ(operated_on("2025-11-30"), CriterionResult::pass);
}

TEST(OpenClass, IsPresentWhereARecordIsCalledIt) {
  EXPECT_EQ(
      without_elective_surgery({record(RecordList::procedures, "elective_surgery", "2025-12-01")})
          .result,
      CriterionResult::fail);
}

TEST(OpenClass, IsHiddenAmongWhatTheVocabularySays) {
  const auto treated_with = [](const char* drug) {
    Patient patient;
    patient.id = "p";
    patient.complete.fill(true);
    patient.records = {record(RecordList::medications, drug, "2025-12-01")};
    return screened(excluding(
                        RecordFound{pattern(ConceptKind::medication, "intravenous_antimicrobial")}),
                    patient, on("2026-01-15"))
        .criteria.front()
        .result;
  };
  EXPECT_EQ(treated_with("amoxicillin"), CriterionResult::unknown);
  // An antimalarial, and so an antimicrobial; nobody is given it through a vein.
  EXPECT_EQ(treated_with("hydroxychloroquine"), CriterionResult::pass);
}

}  // namespace
}  // namespace eligo::testing
