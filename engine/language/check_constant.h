#pragma once

// Finds expressions whose result no patient can change: sound, not complete. It follows the values
// of one subject at a time ("hba1c <= 7 % and hba1c >= 9.5 %"), not what subjects have to do with
// each other.

#include <optional>
#include <vector>

#include "language/program.h"

namespace eligo {

// A part of a criterion that is always true or never true for those of whom the record says
// enough to decide it.
struct ConstantPart {
  NodeId node;
  bool is_true = false;
};

// The root, where it is such a part; otherwise the smallest such parts below it. What says so of
// itself ("anyone") only counts as a root.
std::vector<ConstantPart> constant_parts(const Program& program, const Vocabulary& vocabulary,
                                         NodeId root);

// The ages for which an expression about nothing but age holds, in completed units.
struct AgeBounds {
  Period::Unit unit{};       // months or days
  std::optional<int> least;  // unset: from birth
  std::optional<int> most;   // unset: without end
  friend bool operator==(const AgeBounds&, const AgeBounds&) = default;
};
std::optional<AgeBounds> age_limits(const Program& program, const Vocabulary& vocabulary,
                                    NodeId root);

}  // namespace eligo
