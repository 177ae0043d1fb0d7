#include <fmt/format.h>

#include "audit/rules.h"
#include "audit/wording_rule.h"

namespace eligo::wording {

void no_criteria(const AuditedTrial& trial, WordingFindings& found) {
  for (const WithheldList& list : trial.program.withheld) {
    WordingFinding finding;
    finding.code = AuditCode::no_criteria;
    finding.line = list.line;
    finding.message = fmt::format("no {} criteria are given: {}", name_of(list.kind), list.reason);
    finding.suggestion = fmt::format("publish the {} criteria of the protocol", name_of(list.kind));
    found.push_back(std::move(finding));
  }
}

}  // namespace eligo::wording
