#pragma once

#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "compile/compile_trial.h"
#include "compile/match_sentences.h"
#include "language/parse.h"
#include "language/print.h"

namespace eligo::testing {

inline syntax::Trial parsed_trial(const std::string& text) {
  const auto rules = parse_rules(SourceText("test.eligo", text));
  std::string problems;
  for (const Diagnostic& diagnostic : rules.diagnostics) problems += render(diagnostic);
  EXPECT_TRUE(rules) << problems;
  return rules ? rules->trials.front() : syntax::Trial{};
}

// What the compiler would return had it read a document as these rules.
inline CompiledTrial compiled_trial(const std::string& text) {
  CompiledTrial compiled;
  compiled.trial = parsed_trial(text);
  for (const syntax::TrialItem& item : compiled.trial.items) {
    const auto* criterion = std::get_if<syntax::Criterion>(&item);
    if (criterion == nullptr) continue;
    CompiledCriterion& entry = compiled.criteria.emplace_back();
    entry.id = id_text(criterion->name);
    entry.kind = criterion->name.kind.text;
    entry.text = quoted_words(*criterion);
    entry.status = ReadingStatus::computed;
    entry.rule = print_expression(criterion->means.front().expression);
  }
  return compiled;
}

inline std::string printed_trial(const syntax::Trial& trial) {
  syntax::RuleFile rules;
  rules.trials.push_back(trial);
  return print_rules(rules);
}

}  // namespace eligo::testing
