// Pairs of limits that no value meets, in documents whose rule leaves them unread.

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "audit/audit.h"
#include "proof_case.h"

namespace eligo::testing {
namespace {

std::vector<std::string> impossible_in(const std::string& list, const std::string& sentence) {
  static Auditor auditor(vocabulary());
  const Result<Document> document =
      document_of("NCT00000001.txt", "NCT00000001\n\nA trial\n\nEligibility Criteria\n\n" + list +
                                         " Criteria:\n\n* " + sentence + "\n");
  EXPECT_TRUE(document);
  const Result<AuditedDocument> audited = auditor.audit_document(*document);
  EXPECT_TRUE(audited) << sentence;
  std::vector<std::string> codes;
  if (!audited) return codes;
  for (const AuditFinding& finding : audited->findings) {
    if (finding.code == AuditCode::never || finding.code == AuditCode::always) {
      codes.emplace_back(slug_of(finding.code));
    }
  }
  return codes;
}

using Codes = std::vector<std::string>;

TEST(ImpossibleLimits, are_found_where_they_are_asked_for) {
  EXPECT_EQ(impossible_in("Inclusion", "HbA1c ≤7% and ≥9.5%"), Codes{"never"});
  EXPECT_EQ(impossible_in("Inclusion", "20 kg/m^2 > body mass index (BMI) >40 kg/m^2"),
            Codes{"never"});
}

TEST(ImpossibleLimits, of_an_exclusion_exclude_nobody) {
  EXPECT_EQ(impossible_in("Exclusion", "20 kg/m^2 > BMI >40 kg/m^2"), Codes{"always"});
}

TEST(ImpossibleLimits, are_none_that_a_value_meets) {
  EXPECT_EQ(impossible_in("Inclusion", "HbA1c ≥7% and ≤9.5%"), Codes{});
  EXPECT_EQ(impossible_in("Inclusion", "HbA1c ≤7% or ≥9.5%"), Codes{});
  EXPECT_EQ(impossible_in("Inclusion", "20 kg/m^2 < BMI < 40 kg/m^2"), Codes{});
  EXPECT_EQ(impossible_in("Exclusion", "20 kg/m^2 < BMI < 40 kg/m^2"), Codes{});
}

// "Under 18 and over 70" excludes those under 18, and those over 70.
TEST(ImpossibleLimits, are_none_where_an_exclusion_lists_two) {
  EXPECT_EQ(impossible_in("Exclusion", "BMI < 20 and > 40 kg/m^2"), Codes{});
}

}  // namespace
}  // namespace eligo::testing
