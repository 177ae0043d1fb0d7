#include "report/render_import.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "text/json.h"

namespace eligo {
namespace {

CompiledCriterion criterion(const std::string& id, ReadingStatus status, const std::string& why) {
  CompiledCriterion one;
  one.id = id;
  one.kind = id.starts_with('R') ? "registry" : id.starts_with('I') ? "inclusion" : "exclusion";
  one.text = "the words of " + id;
  one.line = 7;
  one.status = status;
  one.rule = status == ReadingStatus::lost ? "" : "anyone";
  one.why = why;
  return one;
}

// A trial with a criterion of each status.
struct Sample {
  RegistryRecord record;
  MergedTrial merged;

  Sample() {
    record.trial = "NCT00000000";
    record.title = "A \"trial\"";
    merged.compiled.criteria = {
        criterion("R.age", ReadingStatus::computed, ""),
        criterion("I1", ReadingStatus::computed, ""),
        criterion("I2", ReadingStatus::partial, "words that were not understood: as usual"),
        criterion("E1", ReadingStatus::partial, "words that were not understood: or so"),
        criterion("E2", ReadingStatus::partial, "no unit is stated: 7"),
        criterion("E3", ReadingStatus::human, "a judgement: of the investigator"),
        criterion("E4", ReadingStatus::lost, "the list skips 4")};
  }

  ImportedTrial imported() const { return {record, merged, "a.txt", "out/NCT00000000.eligo"}; }

  std::string json() const { return render_json(imported()); }
};

// One constraint as JSON.
std::string constraint_json(const NumericConstraint& constraint) {
  Sample sample;
  sample.merged.compiled.criteria = {criterion("I1", ReadingStatus::computed, "")};
  sample.merged.compiled.criteria[0].constraints = {constraint};
  const std::string json = sample.json();
  const std::string begin = "\"constraints\":[";
  const std::size_t at = json.find(begin) + begin.size();
  return json.substr(at, json.find("]}],\"notes\"") - at);
}

TEST(RenderImport, OneObjectWithEverythingThatTheContractNames) {
  Sample sample;
  sample.record.ages = HeaderAges{HeaderAge{"18", "years"}, HeaderAge{"1", "months"}, {}};
  sample.record.sexes = HeaderSexes{HeaderSex::female, {}};
  sample.record.healthy = HeaderHealthy{false, {}};
  sample.merged.compiled.criteria = {criterion("E2", ReadingStatus::partial, "no unit: 7")};
  sample.merged.compiled.notes = {"a note"};
  EXPECT_EQ(sample.json(),
            R"({"trial":"NCT00000000","title":"A \"trial\"","document":"a.txt",)"
            R"("rules":"out/NCT00000000.eligo","registry":{"minAge":"18 Years",)"
            R"("maxAge":"1 Month","sex":"Female","healthy":false},"criteria":[{"id":"E2",)"
            R"("kind":"exclusion","text":"the words of E2","line":7,"status":"partial",)"
            R"("rule":"anyone","why":"no unit: 7","constraints":[]}],"notes":["a note"],)"
            R"("changes":[]})");
}

TEST(RenderImport, AHeaderThatSaysNothingIsNull) {
  Sample sample;
  const std::string nothing =
      R"("registry":{"minAge":null,"maxAge":null,"sex":null,"healthy":null})";
  EXPECT_NE(sample.json().find(nothing), std::string::npos) << sample.json();
  sample.record.ages = HeaderAges{std::nullopt, HeaderAge{"65", "years"}, {}};
  EXPECT_NE(sample.json().find(R"("minAge":null,"maxAge":"65 Years")"), std::string::npos);
}

TEST(RenderImport, NumbersKeepTheirDigits) {
  const NumericConstraint limit{
      "hba1c", ConstraintOperator::at_least, "7.50", "", "", "%", {0, 13}, {0, 5}, {6, 13}};
  EXPECT_EQ(constraint_json(limit),
            R"({"concept":"hba1c","op":">=","value":7.50,"unit":"%","span":[0,13],)"
            R"("conceptSpan":[0,5],"valueSpan":[6,13]})");
  const NumericConstraint range{
      "age", ConstraintOperator::between, "", "18", "65", "a", {0, 9}, {0, 3}, {4, 9}};
  EXPECT_NE(constraint_json(range).find(R"("op":"between","low":18,"high":65,"unit":"a")"),
            std::string::npos);
  NumericConstraint exact = limit;
  exact.value = "0.1234567890123456789012345678901234567";
  EXPECT_NE(constraint_json(exact).find("\"value\":" + exact.value + ","), std::string::npos);
}

TEST(RenderImport, NumbersThatJsonCannotWriteAsTheyStand) {
  NumericConstraint limit{"x", ConstraintOperator::less, ".5", "", "", "", {}, {}, {}};
  EXPECT_NE(constraint_json(limit).find("\"value\":0.5,"), std::string::npos);
  limit.value = "007";
  EXPECT_NE(constraint_json(limit).find("\"value\":7,"), std::string::npos);
}

TEST(RenderImport, WhatActsOnATerminalIsWrittenOut) {
  Sample sample;
  sample.record.title = "red \x1b[31m";
  EXPECT_EQ(sample.json().find('\x1b'), std::string::npos);
  EXPECT_TRUE(parse_json(SourceText("json", sample.json())));
  sample.merged.compiled.notes = {"red \x1b[31m"};
  EXPECT_EQ(render_ledger_line(sample.imported(), {}).find('\x1b'), std::string::npos);
}

TEST(RenderImport, ChangesAreInTheObjectAndInTheText) {
  Sample sample;
  sample.merged.changes = {{RuleChange::Kind::changed, "I2", "I1", "new words", "old words",
                            "inclusion 1 \"old words\" line 3 {\n  means anyone;\n}", "today"}};
  EXPECT_NE(sample.json().find(R"({"change":"changed","id":"I2","idBefore":"I1",)"
                               R"("text":"new words","textBefore":"old words",)"
                               R"("ruleBefore":"inclusion 1 \"old words\" line 3 {\n)"),
            std::string::npos)
      << sample.json();
  EXPECT_EQ(render_changes(sample.imported(), {}),
            "NCT00000000, against the rules before:\n"
            "  changed   I2 (was I1)  \"new words\"\n"
            "            before: \"old words\"\n"
            "            its rule is read afresh; it was:\n"
            "            inclusion 1 \"old words\" line 3 {\n"
            "              means anyone;\n"
            "            }\n");
  sample.merged.changes.clear();
  EXPECT_EQ(render_changes(sample.imported(), {}), "");
}

TEST(RenderImport, TheLedgerBalances) {
  const Sample sample;
  EXPECT_EQ(render_ledger_line(sample.imported(), {}),
            "NCT00000000   5 sentences: 1 computed, 3 partial, 1 human; 1 lost; 1 header fact\n");
}

TEST(RenderImport, NotesStandUnderTheLineOfTheirTrial) {
  Sample sample;
  sample.merged.compiled.notes = {"the lists have no heading"};
  EXPECT_EQ(render_ledger_line(sample.imported(), {}),
            "NCT00000000   5 sentences: 1 computed, 3 partial, 1 human; 1 lost; 1 header fact; "
            "1 note\n"
            "              note: the lists have no heading\n");
}

TEST(ImportTotals, SumsAndTheCommonestReasonFirst) {
  const Sample sample;
  ImportTotals totals;
  totals.add_document();
  totals.add(sample.imported());
  totals.add_document();
  totals.add_rejected();
  EXPECT_EQ(totals.render_text({}),
            "2 documents, 1 trial: 5 sentences: 1 computed, 3 partial, 1 human; 1 lost; 1 header "
            "fact; 1 rejected\n"
            "What was not understood, by its commonest reasons:\n"
            "     2  words that were not understood\n"
            "     1  no unit is stated\n");
}

TEST(ImportTotals, TenReasonsAreEnoughAndALongOneIsCut) {
  Sample sample;
  sample.merged.compiled.criteria.clear();
  for (int i = 0; i < 12; ++i) {
    sample.merged.compiled.criteria.push_back(
        criterion("I1", ReadingStatus::partial, "reason " + std::to_string(i) + ": words"));
  }
  sample.merged.compiled.criteria.push_back(
      criterion("I2", ReadingStatus::partial, std::string(70, 'w') + " and on and on and on"));
  ImportTotals totals;
  totals.add(sample.imported());
  const std::string text = totals.render_text({});
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 1 + 1 + 10) << text;
  ImportTotals one;
  sample.merged.compiled.criteria.erase(sample.merged.compiled.criteria.begin(),
                                        sample.merged.compiled.criteria.end() - 1);
  one.add(sample.imported());
  EXPECT_NE(one.render_text({}).find(std::string(70, 'w') + " and on …"), std::string::npos)
      << one.render_text({});
}

TEST(ImportTotals, WithoutAReasonThereIsNoList) {
  Sample sample;
  sample.merged.compiled.criteria = {criterion("I1", ReadingStatus::computed, "")};
  sample.merged.changes = {{RuleChange::Kind::went, "I3", "", "words", "", "rule", ""}};
  ImportTotals totals;
  totals.add_document();
  totals.add(sample.imported());
  EXPECT_EQ(totals.render_text({}),
            "1 document, 1 trial: 1 sentence: 1 computed, 0 partial, 0 human; 0 lost; against the "
            "rules before: 1\nwent\n");
}

TEST(RenderImport, ARejectedDocument) {
  const RejectedDocument rejected{"a.txt", "it is empty"};
  EXPECT_EQ(render_json(rejected),
            R"({"rejected":{"input":"a.txt","path":"","why":"it is empty"}})");
  EXPECT_EQ(render_text(rejected, {}), "REJECTED      a.txt: it is empty\n");
}

}  // namespace
}  // namespace eligo
