// Findings that the rule file accepts, and statements that accept nothing.

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "audited_rules.h"

namespace eligo::testing {
namespace {

// "I8", with a limit that has no unit in its sentence.
std::string hba1c(const std::string& statements, const std::string& number = "8") {
  return "inclusion " + number + " \"HbA1c ≥ 7.5 at the time of enrollment, no. " + number +
         "\" line " + number + " {\n  means hba1c >= 7.5 %;\n" + statements + "}\n";
}
std::string accept(const std::string& code, const std::string& reason = "the sponsor confirmed %") {
  return "accept \"" + code + "\" because \"" + reason + "\";\n";
}

std::vector<AuditFinding> with_code(const std::vector<AuditFinding>& findings, AuditCode code) {
  std::vector<AuditFinding> chosen;
  std::copy_if(findings.begin(), findings.end(), std::back_inserter(chosen),
               [&](const AuditFinding& finding) { return finding.code == code; });
  return chosen;
}
std::vector<AuditFinding> unused_in(const std::vector<AuditFinding>& findings) {
  return with_code(findings, AuditCode::unused_acceptance);
}

TEST(AcceptedFindings, ACriterionsStatementAcceptsItsOwnFindings) {
  const auto found = findings_of_rules(hba1c(accept("missing-unit")) + hba1c("", "9"));
  const auto units = with_code(found, AuditCode::missing_unit);
  ASSERT_EQ(units.size(), 2U);
  EXPECT_EQ(units[0].criterion, "I8");
  EXPECT_EQ(units[0].accepted_because, "the sponsor confirmed %");
  EXPECT_EQ(units[1].criterion, "I9");
  EXPECT_EQ(units[1].accepted_because, "");
  EXPECT_TRUE(unused_in(found).empty());
}

TEST(AcceptedFindings, OneStatementAcceptsEveryFindingOfItsCode) {
  const auto units =
      with_code(findings_of_rules("exclusion 1 \"HbA1c ≥ 7.5 or creatinine > 1.5\" line 3 {\n"
                                  "  means hba1c >= 7.5 % or creatinine > 1.5 mg/dL;\n" +
                                  accept("missing-unit") + "}\n"),
                AuditCode::missing_unit);
  ASSERT_EQ(units.size(), 2U);
  for (const AuditFinding& unit : units) EXPECT_NE(unit.accepted_because, "");
}

TEST(AcceptedFindings, NothingIsAcceptedWithoutAStatement) {
  for (const AuditFinding& finding : findings_of_rules(hba1c(""))) {
    EXPECT_EQ(finding.accepted_because, "") << finding.message;
  }
}

TEST(AcceptedFindings, ATrialsStatementAcceptsFindingsOfNoCriterion) {
  const std::string list = "not provided exclusion because \"the document has no list\";\n";
  const auto found = findings_of_rules(hba1c("") + list + accept("no-criteria"));
  const auto lists = with_code(found, AuditCode::no_criteria);
  ASSERT_EQ(lists.size(), 1U);
  EXPECT_EQ(lists[0].criterion, "");
  EXPECT_EQ(lists[0].accepted_because, "the sponsor confirmed %");
  EXPECT_TRUE(unused_in(found).empty());
}

TEST(AcceptedFindings, ATrialsStatementAcceptsFindingsOfWhatIsLost) {
  const auto found =
      findings_of_rules(hba1c("") + "lost inclusion 1 line 7 because \"the list begins at 2\";\n" +
                        accept("numbering-gap"));
  const auto gaps = with_code(found, AuditCode::numbering_gap);
  ASSERT_EQ(gaps.size(), 1U);
  EXPECT_EQ(gaps[0].criterion, "I1");
  EXPECT_NE(gaps[0].accepted_because, "");
  EXPECT_TRUE(unused_in(found).empty());
}

TEST(AcceptedFindings, AStatementInTheWrongPlaceAcceptsNothingAndSaysWhereItBelongs) {
  const auto found = findings_of_rules(hba1c("") + accept("missing-unit"));
  EXPECT_EQ(with_code(found, AuditCode::missing_unit).at(0).accepted_because, "");
  const auto unused = unused_in(found);
  ASSERT_EQ(unused.size(), 1U);
  EXPECT_EQ(unused[0].criterion, "");
  EXPECT_EQ(unused[0].suggestion, "I8 has such a finding: write the statement there");
  const std::string list = "not provided exclusion because \"the document has no list\";\n";
  const auto within = unused_in(findings_of_rules(hba1c(accept("no-criteria")) + list));
  ASSERT_EQ(within.size(), 1U);
  EXPECT_EQ(within[0].criterion, "I8");
  EXPECT_EQ(within[0].suggestion,
            "the trial has such a finding: write the statement beside its criteria");
}

TEST(AcceptedFindings, AnUnusedStatementIsShownWhereItStandsInTheRuleFile) {
  const auto unused = unused_in(findings_of_rules(hba1c(accept("sex-gap"))));
  ASSERT_EQ(unused.size(), 1U);
  EXPECT_TRUE(unused[0].is_in_rule_file);
  EXPECT_EQ(unused[0].document, "NCT00000001.eligo");
  EXPECT_EQ(unused[0].line, first_line_of_items + 2);
  EXPECT_EQ(unused[0].column, 8U);
  EXPECT_EQ(unused[0].length, 9U);
  EXPECT_EQ(unused[0].line_text, "accept \"sex-gap\" because \"the sponsor confirmed %\";");
  EXPECT_EQ(unused[0].message, "nothing is found here that \"sex-gap\" would accept");
  EXPECT_EQ(unused[0].suggestion, "take the statement out");
}

TEST(AcceptedFindings, TwoUnusedStatementsAreTwoFindings) {
  EXPECT_EQ(unused_in(findings_of_rules(hba1c(accept("sex-gap") + accept("never")))).size(), 2U);
}

TEST(AcceptedFindings, ACodeThatDoesNotExistIsUnused) {
  const auto near = unused_in(findings_of_rules(hba1c(accept("mising-unit"))));
  ASSERT_EQ(near.size(), 1U);
  EXPECT_EQ(near[0].message, "\"mising-unit\" is no code of a finding");
  EXPECT_EQ(near[0].suggestion, "did you mean \"missing-unit\"?");
  const auto far = unused_in(findings_of_rules(hba1c(accept("nothing-like-it"))));
  ASSERT_EQ(far.size(), 1U);
  EXPECT_EQ(far[0].suggestion, "eligo audit --explain lists the codes");
}

TEST(AcceptedFindings, WithoutProofsNothingIsSaidOfTheirCodes) {
  AuditOptions options;
  options.prove = false;
  const std::string items = hba1c(accept("redundant") + accept("sex-gap"));
  const auto unused = unused_in(findings_of_rules(items, options));
  ASSERT_EQ(unused.size(), 1U);
  EXPECT_EQ(unused[0].message, "nothing is found here that \"sex-gap\" would accept");
  EXPECT_EQ(unused_in(findings_of_rules(items)).size(), 2U);
}

TEST(AcceptedFindings, AFindingOfAProofIsAccepted) {
  const auto found = findings_of_rules(
      "inclusion 1 \"HbA1c ≥ 7.5 %\" line 3 {\n  means hba1c >= 7.5 %;\n}\n"
      "inclusion 2 \"HbA1c ≥ 7 %\" line 4 {\n  means hba1c >= 7 %;\n" +
      accept("redundant") + "}\n");
  const auto redundant = with_code(found, AuditCode::redundant);
  ASSERT_EQ(redundant.size(), 1U);
  EXPECT_EQ(redundant[0].accepted_because, "the sponsor confirmed %");
}

TEST(AcceptedFindings, AnUnusedStatementCanBeAcceptedItself) {
  const auto found = findings_of_rules(
      hba1c(accept("unused-acceptance", "the amendment is on its way") + accept("sex-gap")));
  const auto unused = unused_in(found);
  ASSERT_EQ(unused.size(), 1U);
  EXPECT_EQ(unused[0].accepted_because, "the amendment is on its way");
  // With nothing to accept, it is unused as well.
  const auto alone = unused_in(findings_of_rules(hba1c(accept("unused-acceptance"))));
  ASSERT_EQ(alone.size(), 1U);
  EXPECT_EQ(alone[0].accepted_because, "");
}

TEST(AcceptedFindings, FindingsAboutTheRuleFileComeLast) {
  const auto found = findings_of_rules(hba1c(accept("sex-gap")));
  ASSERT_GE(found.size(), 2U);
  EXPECT_TRUE(found.back().is_in_rule_file);
  EXPECT_FALSE(found.front().is_in_rule_file);
}

}  // namespace
}  // namespace eligo::testing
