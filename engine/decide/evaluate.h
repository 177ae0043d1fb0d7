#pragma once

#include <vector>

#include "decide/finding.h"

namespace eligo {

// The finding at every node of the program, by NodeId. Every branch is evaluated, also where the
// result is already decided, so that an explanation can show all of it.
std::vector<Finding> evaluate(const Screening& screening);

// The finding at one node, given those of its operands.
Finding evaluate_node(const Screening& screening, const std::vector<Finding>& findings,
                      NodeId node);

// The leaves that a node's truth rests on: those that decided it, or where it is unknown those
// that keep it open. In order, each once.
std::vector<NodeId> resting_on(const Program& program, const std::vector<Finding>& findings,
                               NodeId root);

// Whether an operation has operands.
bool is_leaf(const Operation& operation);

}  // namespace eligo
