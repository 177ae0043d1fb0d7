#pragma once

#include <string>

#include "report/screened/screened_patient.h"

namespace eligo::report_tests {

// One of the project's trials, checked.
const Program& trial(const std::string& id);
const Vocabulary& vocabulary();

// A profile in JSON, screened for a trial.
ScreenedPatient screened(const std::string& trial_id, const std::string& profile);

// The criterion's comparisons; none where the trial has no such criterion.
std::vector<Comparison> comparisons_of(const ScreenedPatient& screened, const std::string& id);
const CriterionDecision& criterion_of(const ScreenedPatient& screened, const std::string& id);

}  // namespace eligo::report_tests
