#pragma once

#include <optional>
#include <vector>

#include "decide/finding.h"

namespace eligo {

// How the findings of operands combine. Each function's truth is Kleene's (quantity/kleene.h); its
// assumptions are those of the operands that suffice for that truth, the fewest where there is a
// choice, so that they are empty exactly where the truth would hold without any.

using Operands = std::vector<NodeId>;

Finding combine_all(const std::vector<Finding>& findings, const Operands& operands);
Finding combine_any(const std::vector<Finding>& findings, const Operands& operands);
Finding combine_at_least(const std::vector<Finding>& findings, const Operands& operands,
                         std::uint32_t count);
Finding combine_not(const std::vector<Finding>& findings, NodeId operand);
Finding combine_exclusive_or(const std::vector<Finding>& findings, NodeId left, NodeId right);
Finding combine_implies(const std::vector<Finding>& findings, NodeId condition, NodeId consequence);
// `sex` unset: what both arms agree on.
Finding combine_by_sex(const std::vector<Finding>& findings, const BySex& arms,
                       std::optional<Sex> sex);
Finding combine_under_assumption(const std::vector<Finding>& findings,
                                 const UnderAssumption& operation, const std::string& assumption,
                                 bool strict);

}  // namespace eligo
