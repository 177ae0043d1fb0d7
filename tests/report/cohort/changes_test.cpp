#include "report/work_list/changes.h"

#include <gtest/gtest.h>

#include "example_patients.h"
#include "report/wording/wording_report.h"
#include "report/work_list/earlier_run.h"

namespace eligo::report_tests {
namespace {

Program program_of(const std::vector<std::pair<std::string, std::string>>& criteria) {
  Program program;
  program.trial = "T";
  for (const auto& [id, text] : criteria) {
    Criterion criterion;
    criterion.id = id;
    criterion.kind = id[0] == 'I' ? CriterionKind::inclusion : CriterionKind::exclusion;
    criterion.text = text;
    criterion.lost_because = "a test";
    program.criteria.push_back(std::move(criterion));
  }
  return program;
}

TEST(MatchedCriteria, TheSameSentenceIsTheSameCriterionWhateverItsNumber) {
  const Program before = program_of({{"E1", "a"}, {"E2", "b"}, {"E3", "c"}});
  const Program after = program_of({{"E1", "new"}, {"E2", "a"}, {"E3", "b, amended"}});
  const MatchedCriteria matched = matched_criteria(before, after);
  EXPECT_EQ(matched.before_of.at("E2"), "E1");
  EXPECT_EQ(matched.before_of.at("E3"), "E3");
  EXPECT_FALSE(matched.before_of.contains("E1"));
  // E1 came, E2 has another number, E3 another sentence, and what was E2 went.
  ASSERT_EQ(matched.changes.size(), 4U);
  EXPECT_EQ(matched.changes[0].before, "");
  EXPECT_EQ(matched.changes[1].before_id, "E1");
  EXPECT_EQ(matched.changes[2].before, "c");
  EXPECT_EQ(matched.changes[3].id, "E2");
  EXPECT_EQ(matched.changes[3].after, "");
}

TEST(MatchedCriteria, NothingChangesWhereNothingChanged) {
  const Program program = program_of({{"I1", "a"}, {"E1", "a"}});
  EXPECT_TRUE(matched_criteria(program, program).changes.empty());
}

TEST(EarlierRun, ReadsFullAndCompactLines) {
  EarlierRun run;
  run.add_line(
      R"({"trial":"T","patient":"a","verdict":"ineligible","fails":["I1"],"open":["E1"]})");
  run.add_line(
      R"({"trial":"T","patient":"b","verdict":"eligible","criteria":[{"id":"I1","result":"pass"}]})");
  run.add_line(R"({"rejected":{"input":"x","path":"","why":"y"}})");
  run.add_line(R"({"end":{"patients":2}})");
  run.add_line("");
  EXPECT_EQ(run.decisions(), 2U);
  EXPECT_EQ(run.unread_lines(), 0U);
  const EarlierDecision* first = run.find("T", "a");
  ASSERT_NE(first, nullptr);
  EXPECT_EQ(first->results.at("E1"), CriterionResult::unknown);
  EXPECT_FALSE(first->has_all);
  EXPECT_EQ(run.find("T", "c"), nullptr);
}

TEST(EarlierRun, CountsLinesThatAreNoDecision) {
  EarlierRun run;
  run.add_line("no JSON");
  run.add_line(R"({"trial":"T","patient":"a","verdict":"perhaps","fails":[],"open":[]})");
  run.add_line(R"({"trial":"T","patient":"a","verdict":"eligible"})");
  run.add_line(R"({"trial":"T","patient":3,"verdict":"eligible","fails":[],"open":[]})");
  EXPECT_EQ(run.decisions(), 0U);
  EXPECT_EQ(run.unread_lines(), 4U);
}

TEST(Wording, MarksTheWordsOfAFindingByCodePoints) {
  const Result<Document> document = document_of("d.txt", "one\nHbA1c ≥ 7.5 at once\n");
  ASSERT_TRUE(document);
  AuditFinding finding;
  finding.code = AuditCode::missing_unit;
  finding.line = 2;
  finding.column = 7;
  finding.length = 5;
  AuditFinding accepted = finding;
  accepted.column = 13;
  accepted.length = 2;
  accepted.accepted_because = "meant so";
  const WordingReport report = wording_report(program_of({}), *document, {accepted, finding}, true);
  ASSERT_EQ(report.findings.size(), 1U);
  ASSERT_EQ(report.accepted.size(), 1U);
  EXPECT_EQ(report.accepted[0].number, 2U);
  ASSERT_GE(report.lines.size(), 2U);
  std::string marked;
  for (const MarkedPiece& piece : report.lines[1].pieces) {
    if (!piece.findings.empty()) marked += "[" + piece.text + "]";
  }
  EXPECT_EQ(marked, "[≥ 7.5][at]");
  EXPECT_EQ(count_of(report, severity_of(AuditCode::missing_unit)), 1U);
}

}  // namespace
}  // namespace eligo::report_tests
