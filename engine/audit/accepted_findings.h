#pragma once

#include <vector>

#include "audit/audit.h"
#include "audit/finding.h"
#include "language/program.h"

namespace eligo {

// Gives every finding that the rule file accepts its reason. A criterion's statement is about
// findings of its own, a trial's about those of no criterion and of criteria that the document
// lost, which have no braces to write it in. Adds a finding for each statement that matches
// nothing; not for one about proofs where those were left out or did not end.
void apply_acceptances(const Program& program, const AuditOptions& options,
                       std::vector<AuditFinding>& findings);

}  // namespace eligo
