// Pairs of limits that no value meets, in documents whose rule has not that reading.

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "audit/audit.h"
#include "proof_case.h"

namespace eligo::testing {
namespace {

std::string document_of_list(const std::string& list, const std::string& sentence) {
  return "NCT00000001\n\nA trial\n\nEligibility Criteria\n\n" + list + " Criteria:\n\n* " +
         sentence + "\n";
}

AuditedDocument audited(const std::string& list, const std::string& sentence, bool prove = true) {
  static Auditor auditor(vocabulary());
  const auto document = document_of("NCT00000001.txt", document_of_list(list, sentence));
  EXPECT_TRUE(document);
  AuditOptions options;
  options.prove = prove;
  Result<AuditedDocument> result = auditor.audit_document(*document, options);
  EXPECT_TRUE(result) << sentence;
  return result ? *std::move(result) : AuditedDocument{};
}

std::vector<AuditFinding> impossible_in(const std::string& list, const std::string& sentence,
                                        bool prove = true) {
  std::vector<AuditFinding> found;
  for (AuditFinding& finding : audited(list, sentence, prove).findings) {
    const bool counts = finding.code == AuditCode::never || finding.code == AuditCode::always;
    if (counts) found.push_back(std::move(finding));
  }
  return found;
}

using Codes = std::vector<std::string>;

Codes codes_in(const std::string& list, const std::string& sentence, bool prove = true) {
  Codes codes;
  for (const AuditFinding& finding : impossible_in(list, sentence, prove)) {
    codes.emplace_back(slug_of(finding.code));
  }
  return codes;
}

TEST(LimitPairs, are_found_where_they_are_asked_for) {
  EXPECT_EQ(codes_in("Inclusion", "HbA1c ≤7% and ≥9.5%"), Codes{"never"});
  EXPECT_EQ(codes_in("Inclusion", "20 kg/m^2 > body mass index (BMI) >40 kg/m^2"), Codes{"never"});
  EXPECT_EQ(codes_in("Inclusion", "Age < 18 and > 70 years"), Codes{"never"});
}

TEST(LimitPairs, of_an_exclusion_exclude_nobody) {
  EXPECT_EQ(codes_in("Exclusion", "20 kg/m^2 > BMI >40 kg/m^2"), Codes{"always"});
}

TEST(LimitPairs, are_proved_and_not_found_without_proofs) {
  EXPECT_EQ(codes_in("Inclusion", "HbA1c ≤7% and ≥9.5%", false), Codes{});
  EXPECT_EQ(codes_in("Exclusion", "20 kg/m^2 > BMI >40 kg/m^2", false), Codes{});
}

TEST(LimitPairs, are_named_at_their_words) {
  const auto found = impossible_in("Inclusion", "Screening: HbA1c ≤7% and ≥9.5%");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].message,
            "HbA1c cannot be both <= 7 % and >= 9.5 %: as it is written, nobody passes");
  EXPECT_EQ(found[0].line, 9U);
  EXPECT_EQ(found[0].column, 14U);
  EXPECT_EQ(found[0].length, 19U);
  EXPECT_TRUE(found[0].witness.empty());
}

// The rule takes "or" to be meant: it excludes a patient whom the words do not.
TEST(LimitPairs, have_a_witness_where_the_rule_reads_them_otherwise) {
  const std::string sentence = "20 kg/m^2 > BMI >40 kg/m^2";
  const AuditedDocument document = audited("Exclusion", sentence);
  const auto found = impossible_in("Exclusion", sentence);
  ASSERT_EQ(found.size(), 1U);
  ASSERT_FALSE(found[0].witness.empty());
  ASSERT_EQ(document.programs.size(), 1U);
  const auto text = document_of("NCT00000001.txt", document_of_list("Exclusion", sentence));
  const ProofCase screened{document.programs.front(), *text, {}};
  Proofs proofs;
  proofs.findings = found;
  EXPECT_EQ(lines_of(screened, proofs), Codes{"always E1: E1 fail"});
}

TEST(LimitPairs, are_none_that_a_value_meets) {
  EXPECT_EQ(codes_in("Inclusion", "HbA1c ≥7% and ≤9.5%"), Codes{});
  EXPECT_EQ(codes_in("Inclusion", "HbA1c ≤7% or ≥9.5%"), Codes{});
  EXPECT_EQ(codes_in("Inclusion", "HbA1c ≥7% and ≤7%"), Codes{});
  EXPECT_EQ(codes_in("Inclusion", "20 kg/m^2 < BMI < 40 kg/m^2"), Codes{});
  EXPECT_EQ(codes_in("Exclusion", "20 kg/m^2 < BMI < 40 kg/m^2"), Codes{});
}

// "Under 18 and over 70" excludes those under 18, and those over 70.
TEST(LimitPairs, are_none_where_an_exclusion_lists_two) {
  EXPECT_EQ(codes_in("Exclusion", "BMI < 20 and > 40 kg/m^2"), Codes{});
  EXPECT_EQ(
      codes_in("Exclusion", "Obese patients (BMI >47 kg/m2) and lean patients (BMI <27 kg/m2)"),
      Codes{});
}

// What the solver sees in the rule is not said again of the words.
TEST(LimitPairs, are_found_once) {
  EXPECT_EQ(codes_in("Inclusion", "HbA1c ≤7% and HbA1c ≥9.5%"), Codes{"never"});
}

}  // namespace
}  // namespace eligo::testing
