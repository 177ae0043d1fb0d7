#include "language/check_accept.h"

#include <fmt/format.h>

#include <map>

#include "language/check_names.h"

namespace eligo {

void check_reason(CheckContext& context, const syntax::Quoted& reason, const std::string& help) {
  if (reason.text.find_first_not_of(" \t\r\n") != std::string::npos) return;
  context.report(DiagnosticCode::empty_reason, reason.span, "the reason is empty", help);
}

std::vector<AcceptedFinding> check_accepts(CheckContext& context,
                                           const std::vector<const syntax::Accept*>& accepts) {
  std::vector<AcceptedFinding> accepted;
  std::map<std::string, Span> seen;
  for (const syntax::Accept* accept : accepts) {
    check_reason(context, accept->reason, "say who accepts the finding, and why");
    const auto [first, is_new] = seen.try_emplace(accept->code.text, accept->code.span);
    if (is_new) {
      accepted.push_back(
          {accept->code.text, accept->reason.text, place_of(context.source, accept->code.span)});
      continue;
    }
    context.report(DiagnosticCode::duplicate_acceptance, accept->code.span,
                   fmt::format("{} is accepted a second time; the first is on line {}",
                               in_quotes(accept->code.text),
                               context.source.position(first->second.begin).line),
                   "give all reasons in one statement");
  }
  return accepted;
}

}  // namespace eligo
