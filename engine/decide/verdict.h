#pragma once

#include <vector>

#include "decide/decision.h"

namespace eligo {

// What a rule's truth means for the patient.
CriterionResult result_of(CriterionKind kind, Truth truth);

// The results that count for the verdict, by criterion: those of a statement that another one
// contradicts only with it.
std::vector<CriterionResult> counting_results(const Program& program,
                                              const std::vector<CriterionResult>& results);

// Whether the document gives any criterion besides the registry's header facts.
bool has_published_criteria(const Program& program);

Verdict verdict_of(const Program& program, const std::vector<CriterionResult>& counting);

}  // namespace eligo
