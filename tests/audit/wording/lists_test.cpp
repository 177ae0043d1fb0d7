// Findings about lists, places in documents of several layouts, and a trial that is written well.

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "audited.h"

namespace eligo::testing {
namespace {

std::vector<AuditFinding> with_code(std::vector<AuditFinding> findings, AuditCode code) {
  std::erase_if(findings, [&](const AuditFinding& finding) { return finding.code != code; });
  return findings;
}

TEST(ListFindings, ANumberThatAListSkipsIsOneFinding) {
  const auto found = with_code(
      wording_of(document_with("Inclusion Criteria:\n\n2. Age 18 to 60 years.\n3. Consent.\n")),
      AuditCode::numbering_gap);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found.front().criterion, "I1");
  EXPECT_GT(found.front().line, 0U);
}

TEST(ListFindings, AListWithEachNumberHasNoGap) {
  const auto found = with_code(
      wording_of(document_with("Inclusion Criteria:\n\n1. Age 18 to 60 years.\n2. Consent.\n")),
      AuditCode::numbering_gap);
  EXPECT_TRUE(found.empty());
}

TEST(ListFindings, EachListThatIsWithheldIsOneFindingOnItsLine) {
  const std::string text =
      document_with("Inclusion Criteria:\n\nNot provided\n\nExclusion Criteria:\n\nNot provided");
  const auto found = with_code(wording_of(text), AuditCode::no_criteria);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(words_at(text, found.front()), "Not provided");
  EXPECT_LT(found.front().line, found.back().line);
}

TEST(ListFindings, AListThatIsGivenIsNotMissing) {
  const auto found =
      with_code(wording_of(document_with(
                    "Inclusion Criteria:\n\n* Adults.\n\nExclusion Criteria:\n\n* Pregnancy.\n")),
                AuditCode::no_criteria);
  EXPECT_TRUE(found.empty());
}

TEST(Places, EscapesOfTheDocumentAreCountedAsItHasThem) {
  const std::string text =
      document_with("Exclusion Criteria:\n\n* BMI \\>35 kg/m\\^2 or HbA1c \\>7.5.\n");
  const auto found = with_code(wording_of(text), AuditCode::missing_unit);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(words_at(text, found.front()), "\\>7.5");
}

TEST(Places, ASentenceOverTwoLinesIsMarkedOnTheLineOfTheWords) {
  const std::string text = document_with(
      "Exclusion Criteria:\n\n  - Patients with diabetes mellitus of any type whose last\n"
      "    measured HbA1c >7.5 at the screening visit.\n");
  const auto found = with_code(wording_of(text), AuditCode::missing_unit);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(words_at(text, found.front()), ">7.5");
}

TEST(Places, AnItemOfANestedListIsMarkedOnItsOwnLine) {
  const std::string text = document_with(
      "Exclusion Criteria:\n\n* Any of the following:\n  * Hepatitis B.\n  * HbA1c >7.5.\n");
  const auto found = with_code(wording_of(text), AuditCode::missing_unit);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(words_at(text, found.front()), ">7.5");
}

TEST(CleanTrial, HasNoWarning) {
  const std::string text = file_text(ELIGO_SOURCE_DIR "/tests/audit/clean.txt");
  for (const AuditFinding& finding : wording_of(text, "clean.txt")) {
    EXPECT_EQ(severity_of(finding.code), Severity::note)
        << slug_of(finding.code) << " " << finding.line_text;
  }
}

TEST(Findings, AreInTheOrderOfTheDocument) {
  const auto found = wording_of(document_with(
      "Inclusion Criteria:\n\n* HbA1c >7.5.\n* Severe asthma, etc.\n\nExclusion Criteria:\n\n"
      "* Recent stroke.\n"));
  ASSERT_GE(found.size(), 4U);
  EXPECT_TRUE(
      std::is_sorted(found.begin(), found.end(),
                     [](const AuditFinding& a, const AuditFinding& b) { return a.line < b.line; }));
}

}  // namespace
}  // namespace eligo::testing
