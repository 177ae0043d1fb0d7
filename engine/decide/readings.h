#pragma once

// A sentence that can be read in more than one way: what its readings make of a patient together,
// and whether the verdict hangs on which of them is meant. Private to this stage.

#include <string>
#include <vector>

#include "decide/decision.h"
#include "decide/finding.h"

namespace eligo {

// The roots of a criterion's readings, the first reading's first. The criterion must have a root.
std::vector<NodeId> roots_of_readings(const Criterion& criterion);

// The roots that decide the criterion: that of the first reading, or where no assumption is used
// those of all readings, which have to agree.
std::vector<NodeId> deciding_roots(const Criterion& criterion, bool strict);

// The truth that all these nodes have; unknown where they differ.
Truth agreed_truth(const std::vector<Finding>& findings, const std::vector<NodeId>& nodes);

// Whether two of these nodes have different truths.
bool truths_differ(const std::vector<Finding>& findings, const std::vector<NodeId>& nodes);

// What a criterion's decided result rests on, that of its first reading: where its other readings
// come to the same, the assumptions of all of them; where not, that the first one is meant.
std::vector<std::string> assumptions_of_readings(const std::vector<Finding>& findings,
                                                 const Criterion& criterion);

// "which reading of the sentence is meant: "hba1c > 7 %" or "hba1c >= 7 %""
std::string question_of_readings(const Program& program, const Criterion& criterion);

// The criteria, by position, whose readings would make another verdict than `verdict`, which is
// that of `results`: those that belong to a smallest change (one of which no part would do) from
// `results` to a choice of readings with another verdict. `by_reading` has the results of each
// criterion's readings; one list may be empty.
std::vector<std::size_t> criteria_hung_on(
    const Program& program, Verdict verdict, const std::vector<CriterionResult>& results,
    const std::vector<std::vector<CriterionResult>>& by_reading);

}  // namespace eligo
