#pragma once

#include <optional>
#include <string>
#include <vector>

#include "decide/finding.h"

namespace eligo {

// One criterion that is not decided, as it goes into the search for what would settle the verdict.
struct OpenCriterion {
  std::string id;
  std::vector<NodeId> roots;     // that of its rule, or those of all readings that have to agree
  bool passes_when_true = true;  // an inclusion; an exclusion passes when its rule does not hold
  std::optional<Ask> which_reading = {};  // set where the readings differ: to choose one
};

// What would settle the open criteria, the smallest sufficient set first: the fewest items whose
// answers could make every one of them pass and so the patient eligible; where nothing could
// (`can_be_eligible` is false), the fewest that could make one of them fail. One item may serve
// several criteria and is then listed for each. Within the sets in the order of the criteria.
std::vector<OpenItem> open_items(const Program& program, const std::vector<Finding>& findings,
                                 const std::vector<OpenCriterion>& criteria, bool can_be_eligible);

}  // namespace eligo
