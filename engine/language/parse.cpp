#include "language/parse.h"

#include "language/parse_problems.h"
#include "language/parse_recovery.h"
#include "language/parse_text.h"
#include "language/parse_tokens.h"
#include "language/tree_builder.h"

namespace eligo {
namespace {

using parsing::Problems;

Result<syntax::RuleFile> failure(Problems& problems) {
  return Result<syntax::RuleFile>::failure(problems.take());
}

void add_empty(const SourceText& source, Problems& problems) {
  const auto end = static_cast<std::uint32_t>(source.content().size());
  problems.add(DiagnosticCode::empty_input, {0, end == 0 ? 0U : 1U}, "the file holds no trial",
               "write trial NCT01234567 { … }");
}

}  // namespace

Result<syntax::RuleFile> parse_rules(const SourceText& source) {
  Problems problems(source);
  if (!parsing::is_readable(source, problems)) return failure(problems);
  parsing::find_hidden_characters(source, problems);
  parsing::RuleTokens tokens(source, problems);
  if (!tokens.nesting_is_bounded(problems)) return failure(problems);

  parsing::RuleParser parser(&tokens.stream());
  parser.removeErrorListeners();
  parser.setErrorHandler(std::make_shared<parsing::Recovery>(tokens, problems));
  parsing::RuleParser::RuleFileContext* context = parser.ruleFile();
  if (!problems.empty()) return failure(problems);

  syntax::RuleFile rules = parsing::build_tree(tokens, *context);
  if (!rules.trials.empty()) return Result<syntax::RuleFile>::success(std::move(rules));
  add_empty(source, problems);
  return failure(problems);
}

}  // namespace eligo
