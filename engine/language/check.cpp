#include "language/check.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "language/check_trial.h"

namespace eligo {
namespace {

void report_duplicate_trials(CheckContext& context, const syntax::RuleFile& rules) {
  std::map<std::string, Span> seen;
  for (const syntax::Trial& trial : rules.trials) {
    const auto [first, is_new] = seen.try_emplace(trial.id.text, trial.id.span);
    if (is_new) continue;
    context.report(DiagnosticCode::duplicate_trial, trial.id.span,
                   fmt::format("a second trial {}; the first is on line {}", trial.id.text,
                               context.source.position(first->second.begin).line),
                   "write all criteria of a trial in one place");
  }
}

void sort_by_place(std::vector<Diagnostic>& diagnostics) {
  const auto place = [](const Diagnostic& diagnostic) {
    return diagnostic.place
               ? std::tuple(diagnostic.place->position.line, diagnostic.place->position.column)
               : std::tuple(0U, 0U);
  };
  std::stable_sort(diagnostics.begin(), diagnostics.end(),
                   [&](const Diagnostic& a, const Diagnostic& b) { return place(a) < place(b); });
}

}  // namespace

Result<std::vector<Program>> check_rules(const SourceText& source, const syntax::RuleFile& rules,
                                         const Vocabulary& vocabulary,
                                         const DocumentSource& documents) {
  CheckContext context{source, vocabulary};
  report_duplicate_trials(context, rules);
  std::vector<Program> programs;
  for (const syntax::Trial& trial : rules.trials) {
    programs.push_back(check_trial(context, trial, documents));
  }
  sort_by_place(context.diagnostics);
  if (has_error(context.diagnostics)) {
    return Result<std::vector<Program>>::failure(std::move(context.diagnostics));
  }
  return Result<std::vector<Program>>::success(std::move(programs), std::move(context.diagnostics));
}

}  // namespace eligo
