#include <fmt/format.h>

#include "audit/rules.h"
#include "audit/wording_rule.h"

namespace eligo::wording {

void numbering_gap(const AuditedTrial& trial, WordingFindings& found) {
  for (const Criterion& criterion : trial.program.criteria) {
    if (criterion.root || criterion.lost_because.empty()) continue;
    WordingFinding finding;
    finding.code = AuditCode::numbering_gap;
    finding.criterion = criterion.id;
    finding.line = criterion.line;
    finding.message = fmt::format("{} {} is missing: {}", name_of(criterion.kind),
                                  criterion.id.substr(1), criterion.lost_because);
    finding.suggestion = "restore the criterion from the protocol, or number the list anew";
    found.push_back(std::move(finding));
  }
}

}  // namespace eligo::wording
