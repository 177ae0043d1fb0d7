#include <gtest/gtest.h>

#include "example_patients.h"
#include "report/screened/patient_codes.h"
#include "report/screened/screened_patient.h"

namespace eligo::report_tests {
namespace {

ScreenedPatient of_age(const std::string& birth_date) {
  const std::string profile = R"({"id": "Ida", "asOf": "2026-01-15", "sex": "female",
      "birthDate": ")" + birth_date +
                              R"(", "labs": [{"name": "HbA1c", "value": 7.4, "unit": "%",
      "date": "2026-01-02"}]})";
  return deidentified(trial("NCT01374854"), screened("NCT01374854", profile), "CODE");
}

TEST(Deidentified, NothingOfTheRecordsWordsIsLeft) {
  const ScreenedPatient shown = of_age("1990-04-12");
  EXPECT_EQ(shown.decision.patient, "CODE");
  EXPECT_EQ(shown.decision.patient_summary, "woman, 35 years");
  const CriterionDecision& hba1c = criterion_of(shown, "I8");
  EXPECT_EQ(hba1c.result, CriterionResult::fail);
  EXPECT_EQ(hba1c.why, "");
  ASSERT_EQ(hba1c.evidence.size(), 1U);
  EXPECT_EQ(hba1c.evidence[0].value, "7.4");
  EXPECT_EQ(hba1c.evidence[0].date, "2026");
  EXPECT_EQ(hba1c.evidence[0].path, "");
  EXPECT_EQ(hba1c.evidence[0].name, "");
  EXPECT_EQ(comparisons_of(shown, "I8").size(), 1U);
  EXPECT_EQ(day_words(shown.decision.as_of, shown.disclosure), "2026");
}

TEST(Deidentified, GreatAgeIsNotShown) {
  EXPECT_EQ(of_age("1936-04-12").decision.patient_summary, "woman, 89 years");
  EXPECT_EQ(comparisons_of(of_age("1936-04-12"), "I1").size(), 1U);
  EXPECT_EQ(of_age("1935-04-12").decision.patient_summary, "woman, 90+ years");
  EXPECT_TRUE(comparisons_of(of_age("1935-04-12"), "I1").empty());
  // 89 or 90
  EXPECT_EQ(of_age("1936").decision.patient_summary, "woman, 89 to 90+ years");
  EXPECT_TRUE(comparisons_of(of_age("1935-01"), "I1").empty());
}

TEST(PatientCodes, AreTheirOwnForEachKeyAndPatient) {
  const auto codes = PatientCodes::keyed("a key of more than sixteen bytes");
  ASSERT_TRUE(codes);
  // The first 60 bits of HMAC-SHA-256, by another program.
  EXPECT_EQ(codes->code_of("P-001"), "J4X4-GQYZ-RNTW");
  EXPECT_EQ(codes->code_of("P-001"), codes->code_of("P-001"));
  EXPECT_NE(codes->code_of("P-001"), codes->code_of("P-002"));
  EXPECT_NE(codes->code_of("P-001"),
            PatientCodes::keyed("another key of sixteen bytes")->code_of("P-001"));
}

TEST(PatientCodes, AShortKeyIsNone) {
  EXPECT_FALSE(PatientCodes::keyed("fifteen bytes.."));
  EXPECT_TRUE(PatientCodes::keyed("sixteen bytes..."));
}

}  // namespace
}  // namespace eligo::report_tests
