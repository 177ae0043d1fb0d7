// What is proved of documents that nobody wrote rules for, where some words were not understood.

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "audit/audit.h"
#include "proof_case.h"

namespace eligo::testing {
namespace {

using Codes = std::vector<std::string>;

// Conflicts, and what nobody passes, of a list of inclusions under a header with ages from 18 on.
Codes proved_of(const std::vector<std::string>& sentences, const std::string& minimum = "18") {
  static Auditor auditor(vocabulary());
  std::string text = "NCT00000001\n\nA trial\n\nEligibility Criteria\n\nInclusion Criteria:\n\n";
  for (const std::string& sentence : sentences) text += "* " + sentence + "\n";
  text += "\nMinimum Eligible Age\n\n" + minimum + " Years\n";
  const auto document = document_of("NCT00000001.txt", text);
  EXPECT_TRUE(document);
  const Result<AuditedDocument> audited = auditor.audit_document(*document);
  EXPECT_TRUE(audited) << text;
  Codes codes;
  if (!audited) return codes;
  for (const AuditFinding& finding : audited->findings) {
    const bool counts = finding.code == AuditCode::conflict || finding.code == AuditCode::never ||
                        finding.code == AuditCode::unsatisfiable;
    if (counts) codes.push_back(std::string(slug_of(finding.code)) + " " + finding.criterion);
  }
  return codes;
}

TEST(Reliance, rests_on_an_age_that_unread_words_can_only_narrow) {
  const std::string words = " with moderate to severe quandary defined by pain score.";
  EXPECT_EQ(proved_of({"Men and women over 18 years of age" + words}), Codes{"conflict I1"});
  EXPECT_EQ(proved_of({"Men and women at least 18 years of age" + words}), Codes{});
  EXPECT_EQ(proved_of({"Age over 18 years" + words}, "19"), Codes{});
}

TEST(Reliance, finds_limits_that_exclude_each_other) {
  EXPECT_EQ(proved_of({"Age 20 to 30 years with gleeful demeanour", "Age at least 40 years"}),
            (Codes{"unsatisfiable ", "conflict I1", "conflict I2"}));
}

// Words that were not read and could turn the limit: a group, an exception, another limit; and
// limits behind words that were not read.
TEST(Reliance, does_not_rest_on_a_limit_that_unread_words_may_turn) {
  EXPECT_EQ(proved_of({"Age over 20 years in the quandary group"}), Codes{});
  EXPECT_EQ(proved_of({"Age over 20 years unless gleeful"}), Codes{});
  EXPECT_EQ(proved_of({"Age over 20 years with quandary of 12 points"}), Codes{});
  EXPECT_EQ(proved_of({"Quandary of a gleeful kind until the age of 40 years"}), Codes{});
  EXPECT_EQ(proved_of({"Gleeful: age over 20 years, with quandary"}), Codes{});
}

}  // namespace
}  // namespace eligo::testing
