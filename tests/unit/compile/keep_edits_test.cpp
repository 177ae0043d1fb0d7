#include "compile/keep_edits.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "compiled_trial.h"

namespace eligo {
namespace {

using testing::compiled_trial;
using testing::parsed_trial;
using testing::printed_trial;
using Kind = RuleChange::Kind;

std::string with_document(const std::string& digest, const std::string& items) {
  return "trial t \"A trial\" {\n  document \"t.txt\" sha256 \"" + digest + "\";\n" + items + "}\n";
}
std::string before(const std::string& items) {
  return with_document("aa", items);
}
std::string today(const std::string& items) {
  return with_document("bb", items);
}

// "inclusion 1 "…" line 3 { means …; }"
std::string criterion(const std::string& name, const std::string& words, int line,
                      const std::string& means) {
  return "\n  " + name + " \"" + words + "\" line " + std::to_string(line) + " {\n    means " +
         means + ";\n  }\n";
}

MergedTrial merged(const std::string& file, const std::string& fresh) {
  return keep_edits(parsed_trial(file), compiled_trial(fresh));
}

const RuleChange* change_of(const MergedTrial& merged, Kind kind, const std::string& id) {
  const auto found = std::find_if(
      merged.changes.begin(), merged.changes.end(),
      [&](const RuleChange& change) { return change.kind == kind && change.id == id; });
  return found == merged.changes.end() ? nullptr : &*found;
}

const CompiledCriterion& entry_of(const MergedTrial& merged, const std::string& id) {
  const auto& criteria = merged.compiled.criteria;
  const auto found = std::find_if(criteria.begin(), criteria.end(),
                                  [&](const CompiledCriterion& one) { return one.id == id; });
  EXPECT_NE(found, criteria.end()) << id;
  return *found;
}

const std::string edited_file =
    "// Read by two people.\n"
    "trial t \"Our title\" {\n"
    "  // The second version.\n"
    "  document \"t.txt\" sha256 \"aa\";\n"
    "\n"
    "  // About sugar.\n"
    "  inclusion 1 \"HbA1c over 7\" line 3 {\n"
    "    // As the protocol has it.\n"
    "    means hba1c > 7.0 %;\n"
    "    assume unit % because \"the text gives no unit\";\n"
    "    example hba1c = 7.1 % -> pass;\n"
    "    // Nothing more.\n"
    "  }\n"
    "\n"
    "  exclusion 1 \"Any malignancy\" line 7 {\n"
    "    means condition(malignancy);\n"
    "  }\n"
    "\n"
    "  conflict inclusion 1, exclusion 1 because \"a person thinks so\";\n"
    "\n"
    "  lost exclusion 2 line 8 because \"the list skips 2\";\n"
    "\n"
    "  // The end.\n"
    "}\n";

std::string with(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

TEST(KeepEdits, ImportingTheSameAgainChangesNoByte) {
  const MergedTrial again = merged(edited_file, edited_file);
  EXPECT_EQ(printed_trial(again.compiled.trial), edited_file);
  EXPECT_TRUE(again.changes.empty());
  EXPECT_EQ(again.kept, (std::set<std::string>{"I1", "E1"}));
}

TEST(KeepEdits, TheTitleOfTheSameDocumentIsThePersonsAndOfAnotherTheDocuments) {
  const std::string theirs = with(edited_file, "Our title", "Their title");
  EXPECT_EQ(printed_trial(merged(edited_file, theirs).compiled.trial), edited_file);
  const std::string amended = with(theirs, "sha256 \"aa\"", "sha256 \"bb\"");
  EXPECT_EQ(printed_trial(merged(edited_file, amended).compiled.trial), amended);
}

TEST(KeepEdits, OnlyPlacesAreBroughtUpToDate) {
  std::string moved = with(edited_file, "line 3", "line 4");
  moved = with(moved, "line 7", "line 9 column 3");
  moved = with(moved, "line 8", "line 10");
  moved = with(moved, "sha256 \"aa\"", "sha256 \"bb\"");
  const MergedTrial again = merged(edited_file, moved);
  EXPECT_EQ(printed_trial(again.compiled.trial), moved);
  EXPECT_TRUE(again.changes.empty());
}

TEST(KeepEdits, AnEditedRuleStaysAndTheLedgerTellsOfIt) {
  const std::string file = before(
      "\n  // why\n  inclusion 1 \"HbA1c over 7\" line 3 {\n"
      "    means hba1c > 7 % or unread \"see protocol\";\n"
      "    example hba1c = 8 % -> pass;\n  }\n");
  const MergedTrial again =
      merged(file, today(criterion("inclusion 1", "HbA1c over 7", 5, "hba1c >= 7 %")));
  const std::string text = printed_trial(again.compiled.trial);
  EXPECT_NE(text.find("// why\n  inclusion 1 \"HbA1c over 7\" line 5"), std::string::npos) << text;
  EXPECT_NE(text.find("example hba1c = 8 % -> pass"), std::string::npos) << text;
  const RuleChange* kept = change_of(again, Kind::kept, "I1");
  ASSERT_NE(kept, nullptr);
  EXPECT_NE(kept->rule_today.find("hba1c >= 7 %"), std::string::npos) << kept->rule_today;
  const CompiledCriterion& entry = entry_of(again, "I1");
  EXPECT_EQ(entry.rule, "hba1c > 7 % or unread \"see protocol\"");
  EXPECT_EQ(entry.status, ReadingStatus::partial);
  EXPECT_EQ(entry.why, "kept: differs from today's reading: hba1c >= 7 %");
}

TEST(KeepEdits, AnAssumptionOfItsOwnIsAnEditAndACommentIsNone) {
  const std::string plain = criterion("inclusion 1", "HbA1c over 7", 3, "hba1c > 7 %");
  const std::string assumes = with(plain, ";\n", ";\n    assume because \"as usual\";\n");
  const std::string comments = with(plain, "    means", "    // as usual\n    means");
  EXPECT_NE(change_of(merged(before(assumes), today(plain)), Kind::kept, "I1"), nullptr);
  EXPECT_TRUE(merged(before(comments), today(plain)).changes.empty());
}

// A criterion with statements behind its `means`.
std::string with_statements(const std::string& statements) {
  return with(criterion("inclusion 1", "HbA1c over 7", 3, "hba1c > 7 %"), ";\n",
              ";\n" + statements);
}
const std::string other_reading = "    or means hba1c >= 7 % because \"'over' may include it\";\n";
const std::string accepted = "    accept \"missing-unit\" because \"the sponsor confirmed %\";\n";

TEST(KeepEdits, AnotherReadingOfAPersonIsAnEditAndStays) {
  const std::string file = before(with_statements(other_reading));
  const MergedTrial again = merged(file, before(with_statements("")));
  EXPECT_EQ(printed_trial(again.compiled.trial), file);
  EXPECT_NE(change_of(again, Kind::kept, "I1"), nullptr);
  EXPECT_EQ(entry_of(again, "I1").why, "kept: differs from today's reading: hba1c > 7 %");
  EXPECT_TRUE(merged(file, file).changes.empty());
}

TEST(KeepEdits, AnotherReadingThatAPersonLeftOutIsNotAdded) {
  const std::string file = before(with_statements(""));
  const MergedTrial again = merged(file, before(with_statements(other_reading)));
  EXPECT_EQ(printed_trial(again.compiled.trial), file);
  const RuleChange* kept = change_of(again, Kind::kept, "I1");
  ASSERT_NE(kept, nullptr);
  EXPECT_NE(kept->rule_today.find("or means hba1c >= 7 %"), std::string::npos) << kept->rule_today;
  EXPECT_EQ(entry_of(again, "I1").why,
            "kept: differs from today's reading: hba1c > 7 % or means hba1c >= 7 %");
}

TEST(KeepEdits, WhatACriterionAcceptsStaysAndIsNoOtherReading) {
  const std::string file = before(with_statements(accepted));
  const MergedTrial again = merged(file, before(with_statements("")));
  EXPECT_EQ(printed_trial(again.compiled.trial), file);
  EXPECT_TRUE(again.changes.empty());
}

TEST(KeepEdits, WhatACriterionAcceptsGoesWithItsWordsAndIsTold) {
  const MergedTrial again =
      merged(before(with_statements(accepted)),
             today(criterion("inclusion 1", "HbA1c over 8", 3, "hba1c > 8 %")));
  EXPECT_EQ(printed_trial(again.compiled.trial),
            today(criterion("inclusion 1", "HbA1c over 8", 3, "hba1c > 8 %")));
  const RuleChange* changed = change_of(again, Kind::changed, "I1");
  ASSERT_NE(changed, nullptr);
  EXPECT_NE(changed->rule_before.find("accept \"missing-unit\""), std::string::npos);
}

TEST(KeepEdits, WhatATrialAcceptsStaysWhateverTheDocumentSays) {
  const std::string one = criterion("inclusion 1", "Adults", 3, "age >= 18 years");
  const std::string other = criterion("inclusion 1", "Written consent", 3, "attestation");
  const std::string accepts =
      "\n  // asked on the phone\n  accept \"no-criteria\" because \"the sponsor sent them\";\n";
  EXPECT_EQ(printed_trial(merged(before(accepts + one), today(one)).compiled.trial),
            today(accepts + one));
  const MergedTrial again = merged(before(accepts + one), today(other));
  EXPECT_NE(printed_trial(again.compiled.trial).find(accepts), std::string::npos);
  EXPECT_EQ(change_of(again, Kind::went, ""), nullptr);
}

TEST(KeepEdits, WhatAnEditedRuleAmountsTo) {
  const auto status = [](const std::string& means) {
    const MergedTrial again =
        merged(before(criterion("exclusion 1", "Some words", 3, means)),
               today(criterion("exclusion 1", "Some words", 3, "condition(asthma)")));
    return entry_of(again, "E1").status;
  };
  EXPECT_EQ(status("not judgement by investigator"), ReadingStatus::human);
  EXPECT_EQ(status("any of { attestation; judgement by investigator; }"), ReadingStatus::human);
  EXPECT_EQ(status("attestation and age > 18 years"), ReadingStatus::partial);
  EXPECT_EQ(status("condition(stroke) and age > 18 years"), ReadingStatus::computed);
  EXPECT_EQ(status("case sex { male: anyone; female: unread \"x\"; }"), ReadingStatus::partial);
  EXPECT_EQ(status("condition(stroke) assuming \"x\""), ReadingStatus::computed);
}

TEST(KeepEdits, AnInsertedSentenceRenumbersWhatFollows) {
  const std::string file =
      before(criterion("exclusion 1", "Any malignancy", 3, "condition(malignancy)") +
             criterion("exclusion 2", "Heart failure", 4, "condition(heart_failure) active") +
             criterion("inclusion 1", "Adults", 2, "age >= 18 years") +
             "\n  conflict exclusion 2, inclusion 1 because \"as a person sees it\";\n");
  const std::string fresh =
      today(criterion("exclusion 1", "Any malignancy", 3, "condition(malignancy)") +
            criterion("exclusion 2", "Diagnosed asthma", 4, "condition(asthma)") +
            criterion("exclusion 3", "Heart failure", 5, "condition(heart_failure)") +
            criterion("inclusion 1", "Adults", 2, "age >= 18 years"));
  const MergedTrial again = merged(file, fresh);
  const std::string expected =
      today(criterion("exclusion 1", "Any malignancy", 3, "condition(malignancy)") +
            criterion("exclusion 2", "Diagnosed asthma", 4, "condition(asthma)") +
            criterion("exclusion 3", "Heart failure", 5, "condition(heart_failure) active") +
            criterion("inclusion 1", "Adults", 2, "age >= 18 years") +
            "\n  conflict exclusion 3, inclusion 1 because \"as a person sees it\";\n");
  EXPECT_EQ(printed_trial(again.compiled.trial), expected);
  EXPECT_NE(change_of(again, Kind::came, "E2"), nullptr);
  const RuleChange* renumbered = change_of(again, Kind::renumbered, "E3");
  ASSERT_NE(renumbered, nullptr);
  EXPECT_EQ(renumbered->id_before, "E2");
  EXPECT_EQ(change_of(again, Kind::renumbered, "E1"), nullptr);
}

TEST(KeepEdits, SentencesThatChangePlacesTakeTheirRulesAlong) {
  const std::string one = "condition(malignancy) active";
  const std::string two = "condition(heart_failure)";
  const MergedTrial again =
      merged(before(criterion("exclusion 1", "Any malignancy", 3, one) +
                    criterion("exclusion 2", "Heart failure", 4, two)),
             today(criterion("exclusion 1", "Heart failure.", 3, two) +
                   criterion("exclusion 2", "Any  malignancy", 4, "condition(malignancy)")));
  EXPECT_EQ(printed_trial(again.compiled.trial),
            today(criterion("exclusion 1", "Heart failure.", 3, two) +
                  criterion("exclusion 2", "Any  malignancy", 4, one)));
}

TEST(KeepEdits, TheOrderThatAPersonGaveStays) {
  const std::string first = criterion("exclusion 1", "Any malignancy", 3, "condition(malignancy)");
  const std::string second = criterion("exclusion 2", "Heart failure", 4, "condition(asthma)");
  EXPECT_EQ(printed_trial(merged(before(second + first), before(first + second)).compiled.trial),
            before(second + first));
}

TEST(KeepEdits, ASentenceThatWentIsReportedWithItsRule) {
  const std::string stays = criterion("exclusion 1", "Any malignancy", 3, "condition(malignancy)");
  const MergedTrial again =
      merged(before(stays + "\n  // a person's thought" +
                    criterion("exclusion 2", "Heart failure", 4, "condition(heart_failure)")),
             today(stays));
  EXPECT_EQ(printed_trial(again.compiled.trial), today(stays));
  const RuleChange* gone = change_of(again, Kind::went, "E2");
  ASSERT_NE(gone, nullptr);
  EXPECT_EQ(gone->text, "Heart failure");
  EXPECT_EQ(gone->rule_before,
            "// a person's thought\nexclusion 2 \"Heart failure\" line 4 {\n"
            "  means condition(heart_failure);\n}");
}

TEST(KeepEdits, ARewordedSentenceIsReadAfresh) {
  const MergedTrial again =
      merged(before(criterion("inclusion 1", "HbA1c over 7 at screening", 3, "hba1c > 7 %")),
             today(criterion("inclusion 1", "HbA1c over 8 at screening", 3, "hba1c > 8 %")));
  EXPECT_EQ(printed_trial(again.compiled.trial),
            today(criterion("inclusion 1", "HbA1c over 8 at screening", 3, "hba1c > 8 %")));
  const RuleChange* changed = change_of(again, Kind::changed, "I1");
  ASSERT_NE(changed, nullptr);
  EXPECT_EQ(changed->text, "HbA1c over 8 at screening");
  EXPECT_EQ(changed->text_before, "HbA1c over 7 at screening");
  EXPECT_NE(changed->rule_before.find("hba1c > 7 %"), std::string::npos);
  EXPECT_TRUE(again.kept.empty());
}

TEST(KeepEdits, AnotherSentenceUnderTheSameNumberIsNoRewording) {
  const MergedTrial again =
      merged(before(criterion("inclusion 1", "HbA1c over 7 at screening", 3, "hba1c > 7 %")),
             today(criterion("inclusion 1", "Written informed consent", 3, "attestation")));
  EXPECT_NE(change_of(again, Kind::went, "I1"), nullptr);
  EXPECT_NE(change_of(again, Kind::came, "I1"), nullptr);
  EXPECT_EQ(change_of(again, Kind::changed, "I1"), nullptr);
}

TEST(KeepEdits, ASignIsAWordThatMatters) {
  const MergedTrial again = merged(before(criterion("inclusion 1", "BMI ≥ 30", 3, "anyone")),
                                   today(criterion("inclusion 1", "BMI ≤ 30", 3, "anyone")));
  EXPECT_TRUE(again.kept.empty());
}

TEST(KeepEdits, TheSameWordsTwiceAreTwoSentences) {
  const std::string file = before(criterion("inclusion 1", "Adults", 3, "age >= 18 years") +
                                  criterion("inclusion 2", "Adults", 4, "age >= 21 years"));
  const MergedTrial again =
      merged(file, before(criterion("inclusion 1", "Adults", 3, "age >= 18 years") +
                          criterion("inclusion 2", "Adults", 4, "age >= 18 years")));
  EXPECT_EQ(printed_trial(again.compiled.trial), file);
}

TEST(KeepEdits, TheSameWordsInTheOtherListAreAnotherSentence) {
  const MergedTrial again =
      merged(before(criterion("inclusion 1", "Diabetes", 3, "condition(diabetes) active")),
             today(criterion("exclusion 1", "Diabetes", 3, "condition(diabetes)")));
  EXPECT_NE(change_of(again, Kind::went, "I1"), nullptr);
  EXPECT_NE(change_of(again, Kind::came, "E1"), nullptr);
}

TEST(KeepEdits, AHeaderFactIsTheSameFactInOtherWords) {
  const MergedTrial again =
      merged(before(criterion("registry age", "18 Years", 3, "age >= 18 years")),
             today(criterion("registry age", "21 Years", 3, "age >= 21 years")));
  EXPECT_NE(change_of(again, Kind::changed, "R.age"), nullptr);
}

TEST(KeepEdits, AConflictEndsWithItsSentences) {
  const std::string conflict =
      "\n  conflict inclusion 1, registry age because \"the ages differ\";\n";
  const std::string header = criterion("registry age", "18 Years", 2, "age >= 18 years");
  const std::string file = before(
      header + criterion("inclusion 1", "Aged 20 and over", 3, "age >= 20 years") + conflict);
  const std::string reworded = criterion("inclusion 1", "Aged 18 and over", 3, "age >= 18 years");
  const MergedTrial ended = merged(file, today(header + reworded));
  EXPECT_EQ(printed_trial(ended.compiled.trial), today(header + reworded));
  ASSERT_NE(change_of(ended, Kind::went, "I1, R.age"), nullptr);
  EXPECT_EQ(change_of(ended, Kind::went, "I1, R.age")->rule_before,
            "conflict inclusion 1, registry age because \"the ages differ\";");
  // Today's reading may declare it anew.
  const MergedTrial anew = merged(file, today(header + reworded + conflict));
  EXPECT_EQ(printed_trial(anew.compiled.trial), today(header + reworded + conflict));
  EXPECT_NE(change_of(anew, Kind::came, "I1, R.age"), nullptr);
}

TEST(KeepEdits, AConflictThatAPersonLeftOutIsToldAndNotAdded) {
  const std::string criteria = criterion("registry age", "18 Years", 2, "age >= 18 years") +
                               criterion("inclusion 1", "Aged 20", 3, "age >= 20 years");
  const std::string conflict = "\n  conflict registry age, inclusion 1 because \"they differ\";\n";
  const MergedTrial again = merged(before(criteria), before(criteria + conflict));
  EXPECT_EQ(printed_trial(again.compiled.trial), before(criteria));
  EXPECT_NE(change_of(again, Kind::left_out, "R.age, I1"), nullptr);
}

TEST(KeepEdits, LostNumbersStayWhereTheDocumentHasNoSuchSentence) {
  const std::string one = criterion("inclusion 2", "Adults", 3, "age >= 18 years");
  const std::string lost = "\n  lost inclusion 1 line 2 because \"a person saw the gap\";\n";
  // Only the person saw it.
  const MergedTrial kept = merged(before(one + lost), today(one));
  EXPECT_EQ(printed_trial(kept.compiled.trial), today(one + lost));
  EXPECT_EQ(entry_of(kept, "I1").status, ReadingStatus::lost);
  EXPECT_TRUE(kept.changes.empty());
  // The document as it is now has it.
  const std::string found = criterion("inclusion 1", "Diabetes", 2, "condition(diabetes)");
  const MergedTrial gone = merged(before(one + lost), today(found + one));
  EXPECT_EQ(printed_trial(gone.compiled.trial), today(found + one));
  EXPECT_NE(change_of(gone, Kind::went, "I1"), nullptr);
}

TEST(KeepEdits, AWithheldListStaysUntilTheDocumentGivesIt) {
  const std::string one = criterion("inclusion 1", "Adults", 3, "age >= 18 years");
  const std::string file =
      before(one + "\n  not provided exclusion \"None\" line 5 because \"a person's reason\";\n");
  const std::string fresh =
      today(one + "\n  not provided exclusion \"N/A\" line 6 because \"today's reason\";\n");
  EXPECT_EQ(
      printed_trial(merged(file, fresh).compiled.trial),
      today(one + "\n  not provided exclusion \"N/A\" line 6 because \"a person's reason\";\n"));
  const std::string given = today(one + criterion("exclusion 1", "Diabetes", 5, "anyone"));
  const MergedTrial again = merged(file, given);
  EXPECT_EQ(printed_trial(again.compiled.trial), given);
  EXPECT_NE(change_of(again, Kind::went, "exclusion"), nullptr);
}

}  // namespace
}  // namespace eligo
