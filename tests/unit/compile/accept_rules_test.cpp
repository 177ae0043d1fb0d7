#include "compile/accept_rules.h"

#include <gtest/gtest.h>

#include <string>

#include "../language_check/check_files.h"
#include "compiled_trial.h"

namespace eligo {
namespace {

using testing::compiled_trial;
using testing::rendered;
using testing::trial_with;

const Document& document() {
  static const Document read = *read_document(testing::cases_folder() / "trial.txt");
  return read;
}

struct Accepted {
  Result<AcceptedRules> rules;
  MergedTrial merged;
};

// Of the items, `kept` are what a person wrote.
Accepted accept(const std::string& items, std::set<std::string> kept = {}) {
  Accepted accepted{{}, {compiled_trial(trial_with(items)), {}, std::move(kept)}};
  syntax::RuleFile file;
  file.trials.emplace_back();
  accepted.rules = RuleAcceptance(testing::small_vocabulary())
                       .accept("made_up.eligo", std::move(file), 0, accepted.merged, document());
  return accepted;
}

const std::string good =
    "exclusion 1 \"Any malignancy\" line 18 { means condition(malignancy); }\n";
const std::string bad =
    "exclusion 2 \"Creatinine > 1.5 mg/dl (males) and 1.4 mg/dl (females)\" line 19 {"
    " means creatinine > 1.5 kg; assume because \"as a test has it\"; }\n";

TEST(AcceptRules, RulesThatCheckTakesStayAsTheyAre) {
  const Accepted accepted = accept(good);
  ASSERT_TRUE(accepted.rules) << rendered(accepted.rules.diagnostics);
  EXPECT_EQ(accepted.rules->text, testing::printed_trial(accepted.merged.compiled.trial));
  EXPECT_NE(accepted.rules->text.find("means condition(malignancy);"), std::string::npos);
  ASSERT_EQ(accepted.rules->programs.size(), 1U);
  EXPECT_EQ(accepted.merged.compiled.criteria[0].status, ReadingStatus::computed);
}

TEST(AcceptRules, ARuleThatCheckRefusesBecomesAnOpenQuestion) {
  const Accepted accepted = accept(good + bad);
  ASSERT_TRUE(accepted.rules) << rendered(accepted.rules.diagnostics);
  const CompiledCriterion& entry = accepted.merged.compiled.criteria[1];
  EXPECT_EQ(entry.status, ReadingStatus::partial);
  EXPECT_EQ(entry.rule, "unread \"Creatinine > 1.5 mg/dl (males) and 1.4 mg/dl (females)\"");
  EXPECT_NE(entry.why.find("[wrong-unit]"), std::string::npos) << entry.why;
  EXPECT_NE(accepted.rules->text.find(entry.rule), std::string::npos) << accepted.rules->text;
  EXPECT_EQ(accepted.rules->text.find("as a test has it"), std::string::npos);
  // The others are not touched.
  EXPECT_EQ(accepted.merged.compiled.criteria[0].status, ReadingStatus::computed);
  EXPECT_NE(accepted.rules->text.find("means condition(malignancy);"), std::string::npos);
}

TEST(AcceptRules, AnotherReadingThatCheckRefusesGoesAndTheFirstStays) {
  const Accepted accepted = accept(
      "exclusion 1 \"Any malignancy\" line 18 { means condition(malignancy);"
      " or means creatinine > 1.5 kg because \"as a test has it\"; }\n");
  ASSERT_TRUE(accepted.rules) << rendered(accepted.rules.diagnostics);
  EXPECT_EQ(accepted.merged.compiled.criteria[0].rule, "condition(malignancy)");
  EXPECT_EQ(accepted.merged.compiled.criteria[0].status, ReadingStatus::computed);
  EXPECT_EQ(accepted.rules->text.find("or means"), std::string::npos) << accepted.rules->text;
  EXPECT_TRUE(accepted.rules->programs[0].criteria[0].other_readings.empty());
}

TEST(AcceptRules, WhereTheFirstIsRefusedTooNoReadingStays) {
  const Accepted accepted = accept(
      "exclusion 1 \"Any malignancy\" line 18 { means creatinine > 2 kg;"
      " or means creatinine > 1.5 kg because \"as a test has it\"; }\n");
  ASSERT_TRUE(accepted.rules) << rendered(accepted.rules.diagnostics);
  EXPECT_EQ(accepted.merged.compiled.criteria[0].rule, "unread \"Any malignancy\"");
  EXPECT_EQ(accepted.rules->text.find("or means"), std::string::npos) << accepted.rules->text;
}

TEST(AcceptRules, AnotherReadingThatCheckTakesIsInTheProgram) {
  const Accepted accepted = accept(
      "exclusion 1 \"Any malignancy\" line 18 { means condition(malignancy);"
      " or means condition(malignancy) active because \"as a test has it\"; }\n");
  ASSERT_TRUE(accepted.rules) << rendered(accepted.rules.diagnostics);
  const Criterion& criterion = accepted.rules->programs[0].criteria[0];
  ASSERT_EQ(criterion.other_readings.size(), 1U);
  EXPECT_EQ(criterion.other_readings[0].because, "as a test has it");
}

TEST(AcceptRules, WhatAPersonWroteIsNeverReplaced) {
  const Accepted accepted = accept(good + bad, {"E2"});
  ASSERT_FALSE(accepted.rules);
  EXPECT_NE(rendered(accepted.rules.diagnostics).find("[wrong-unit]"), std::string::npos);
  EXPECT_EQ(accepted.merged.compiled.criteria[1].status, ReadingStatus::computed);
}

TEST(AcceptRules, ATreeThatDoesNotReadBackIsAnOpenQuestion) {
  MergedTrial merged{compiled_trial(trial_with(good)), {}, {}};
  auto& criterion = std::get<syntax::Criterion>(merged.compiled.trial.items.back());
  // No name can be written like this.
  criterion.means.front().expression.node =
      syntax::FactHolds{syntax::Name{"pregnant) or fact(smoker", {}}};
  syntax::RuleFile file;
  file.trials.emplace_back();
  const auto rules = RuleAcceptance(testing::small_vocabulary())
                         .accept("made_up.eligo", std::move(file), 0, merged, document());
  ASSERT_TRUE(rules) << rendered(rules.diagnostics);
  EXPECT_NE(rules->text.find("means unread \"Any malignancy\";"), std::string::npos) << rules->text;
  EXPECT_EQ(merged.compiled.criteria[0].status, ReadingStatus::partial);
}

TEST(AcceptRules, AQuoteThatTheDocumentDoesNotHoldIsRefused) {
  const Accepted accepted =
      accept("exclusion 1 \"Any malignancies\" line 18 { means condition(malignancy); }\n");
  ASSERT_FALSE(accepted.rules);
  EXPECT_NE(rendered(accepted.rules.diagnostics).find("[quote-differs]"), std::string::npos);
}

TEST(AcceptRules, MoreThanARuleFileHoldsIsRefused) {
  const std::string words(largest_rule_text, 'w');
  const Accepted accepted = accept("lost inclusion 9 line 14 because \"short\";\n");
  ASSERT_TRUE(accepted.rules);
  MergedTrial merged = accepted.merged;
  std::get<syntax::Lost>(merged.compiled.trial.items.back()).reason.text = words;
  syntax::RuleFile file;
  file.trials.emplace_back();
  const auto rules = RuleAcceptance(testing::small_vocabulary())
                         .accept("made_up.eligo", std::move(file), 0, merged, document());
  ASSERT_FALSE(rules);
  EXPECT_EQ(rules.diagnostics.front().code, DiagnosticCode::too_large);
}

}  // namespace
}  // namespace eligo
