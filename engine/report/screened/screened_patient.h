#pragma once

// What every report about patients is made from: a decision, and its numbers beside their limits.

#include <string>
#include <vector>

#include "decide/decision.h"
#include "patient/patient.h"
#include "report/screened/comparison.h"

namespace eligo {

// What a report may say of a patient.
enum class Disclosure {
  full,
  deidentified,  // a code in place of the id, years in place of dates, no free text
};

// In years; older people are few enough to be found by their age.
constexpr int oldest_shown_age = 89;

struct ScreenedPatient {
  Disclosure disclosure = Disclosure::full;
  Decision decision;
  // By criterion, in the order of the decision's.
  std::vector<std::vector<Comparison>> comparisons;
};

// `decision` must be what was decided of this patient by this program.
ScreenedPatient screened_patient(const Program& program, const Vocabulary& vocabulary,
                                 const Patient& patient, Decision decision);

// The same with nothing left that points to the person or that somebody wrote about them: `code` in
// place of the id, the year of each date, 90+ for an age of 90 years and over, and of texts only
// those of the rule file and the document. What was worked out from the record in words (reasons,
// recorded names and units, notes, warnings, places in the record) is left out.
ScreenedPatient deidentified(const Program& program, ScreenedPatient screened,
                             const std::string& code);

// The screening date as `disclosure` lets it be shown: "2026-01-15" or "2026".
std::string day_words(Day day, Disclosure disclosure);

// Positions of the decision's criteria with a result: exclusions first where they fail, since they
// are what a reader looks for, then the others in the order of the trial.
std::vector<std::size_t> failing_criteria(const Decision& decision);
std::size_t count_of(const Decision& decision, CriterionResult result);

}  // namespace eligo
