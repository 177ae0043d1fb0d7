// What a site's own codes do to the reading of records.

#include "vocabulary/site_codes.h"

#include <gtest/gtest.h>

#include "bundle_patients.h"

namespace eligo {
namespace {

Result<Vocabulary> with_codes(const std::string& csv) {
  return with_site_codes(sample_vocabulary(), SourceText("codes.csv", csv));
}

std::string slugs_of(const std::string& csv) {
  std::string text;
  for (const Diagnostic& diagnostic : with_codes(csv).diagnostics) {
    text += std::to_string(diagnostic.place->position.line) + ":" +
            std::string(slug_of(diagnostic.code)) + " ";
  }
  return text;
}

constexpr const char* bundle =
    R"({"resourceType": "Bundle", "entry": [{"resource": {"resourceType": "Patient", "id": "P"}},
    {"resource": {"resourceType": "Observation", "status": "final", "code": {"coding": [
    {"system": "http://hospital.example/lab", "code": "A1"}]},
    "valueQuantity": {"value": 8.1, "unit": "%"}}}]})";

TEST(SiteCodes, GiveACodeOfTheSiteAMeaning) {
  const auto vocabulary = with_codes("system,code,concept\nhttp://hospital.example/lab,A1,hba1c\n");
  ASSERT_TRUE(vocabulary);
  const ReadInput known = read_bundles(bundle, "bundle.json", *vocabulary);
  ASSERT_EQ(known.patients.size(), 1U);
  ASSERT_EQ(known.patients[0].patient.observations.size(), 1U);
  EXPECT_EQ(known.patients[0].patient.observations[0].analyte, sample_vocabulary().find("hba1c"));
  const ReadInput unknown = read_bundles(bundle, "bundle.json", sample_vocabulary());
  ASSERT_EQ(unknown.patients.size(), 1U);
  EXPECT_TRUE(unknown.patients[0].patient.observations.empty());
}

TEST(SiteCodes, GoBeforeOursAndMeanExactlyWhatTheySay) {
  const auto vocabulary = with_codes(
      "concept,code,display,system\r\n"
      "Creatinine,4548-4,\"HbA1c, they thought\",http://loinc.org\r\n"
      "asthma,E10,,ICD-10-CM\r\n");
  ASSERT_TRUE(vocabulary);
  EXPECT_EQ(vocabulary->match_code("LOINC", "4548-4"), vocabulary->find("creatinine"));
  EXPECT_EQ(vocabulary->match_code("urn:oid:2.16.840.1.113883.6.1", "4548-4"),
            vocabulary->find("creatinine"));
  EXPECT_EQ(vocabulary->match_code("LOINC", "2160-0"), vocabulary->find("creatinine"));
  EXPECT_EQ(vocabulary->match_code("http://hl7.org/fhir/sid/icd-10", "E10"),
            vocabulary->find("asthma"));
  EXPECT_EQ(vocabulary->match_code("http://hl7.org/fhir/sid/icd-10", "E10.9"),
            vocabulary->find("diabetes_1"));
  EXPECT_EQ(vocabulary->match_site_code("LOINC", "2160-0"), std::nullopt);
}

TEST(SiteCodes, EveryErrorOfTheTableIsReportedWithItsLine) {
  EXPECT_EQ(slugs_of("system,code,concept\n"
                     "LOINC,1-1,hba1d\n"
                     "LOINC,2-2,hba1c,extra\n"
                     "LOINC,3-3,hba1c\n"
                     "http://loinc.org,3-3,creatinine\n"
                     "LOINC,,hba1c\n"
                     "ours,4-4,hba1c\n"
                     "LOINC,\"5-5\"x,hba1c\n"),
            "8:invalid-csv 2:unknown-concept 3:wrong-field-count 5:shared-code 6:empty-text "
            "7:unknown-code-system ");
  const auto misspelt = with_codes("system,code,concept\nLOINC,1-1,hba1d\n");
  ASSERT_EQ(misspelt.diagnostics.size(), 1U);
  EXPECT_EQ(misspelt.diagnostics[0].help, "did you mean \"hba1c\"?");
}

TEST(SiteCodes, TheSameRowTwiceIsNoContradiction) {
  EXPECT_EQ(slugs_of("system,code,concept\nLOINC,1-1,hba1c\n\nhttp://loinc.org,1-1,A1C\n"), "");
}

TEST(SiteCodes, ATableNeedsItsHeader) {
  EXPECT_EQ(slugs_of(""), "1:empty-input ");
  EXPECT_EQ(slugs_of("system,code\nLOINC,1-1\n"), "1:missing-field ");
  EXPECT_EQ(slugs_of("system,code,concept,unit\n"), "1:unknown-column ");
  EXPECT_EQ(slugs_of("system,code,concept,code\n"), "1:unknown-column ");
  EXPECT_EQ(slugs_of("\xEF\xBB\xBFsystem,code,concept\n"), "");
  EXPECT_EQ(slugs_of("system,code,concept\nLOINC,\"1-1,hba1c\n"),
            "2:invalid-csv 2:wrong-field-count ");
  EXPECT_EQ(slugs_of("system,code,concept\nLOINC,1-1,caf\xE9\n"), "2:invalid-utf8 ");
}

TEST(CodeSystems, AreKnownByNameUriAndOid) {
  EXPECT_EQ(code_system_named("http://snomed.info/sct"), CodeSystem::snomed);
  EXPECT_EQ(code_system_named("http://snomed.info/sct/900000000000207008"), CodeSystem::snomed);
  EXPECT_EQ(code_system_named("urn:oid:2.16.840.1.113883.6.96"), CodeSystem::snomed);
  EXPECT_EQ(code_system_named("SNOMED CT"), CodeSystem::snomed);
  EXPECT_EQ(code_system_named("icd-10-cm"), CodeSystem::icd10);
  EXPECT_EQ(code_system_named("http://hl7.org/fhir/sid/icd-9-cm"), std::nullopt);
  EXPECT_EQ(code_system_named("http://snomed.info"), std::nullopt);
  EXPECT_EQ(code_system_named(""), std::nullopt);
}

}  // namespace
}  // namespace eligo
