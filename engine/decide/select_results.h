#pragma once

#include <string>
#include <vector>

#include "decide/finding.h"

namespace eligo {

// The results of an analyte that could be the newest one that counts.
struct SelectedResults {
  // More than one where the record does not say which of them is newest.
  std::vector<const Observation*> newest;
  // Whether the newest lies in the pattern's window; yes where it has none.
  Truth in_window = Truth::yes;
  std::string limit;               // what makes a result too old, in words; empty: nothing does
  std::string assumed;             // what must be assumed to use the newest; empty: nothing
  std::vector<std::string> notes;  // results that were not used, and why
};

SelectedResults select_recorded_results(const Screening& screening,
                                        const ObservationPattern& pattern);
SelectedResults select_recorded_results(const Screening& screening, const MeasuredPattern& pattern);

// Whether a result is new enough to be used, as far as its date says: it lies in the window, or
// where there is none within the age that the run allows.
Truth is_in_time(const Screening& screening, const ResultConditions& conditions,
                 const Observation& observation);

// Why a result cannot be used at all: it could not be read, or no living person (of that age) can
// have it. Empty where it can be used.
std::string unusable_because(const Screening& screening, const Observation& observation);

// "fasting C-peptide", "creatinine within 2 weeks before enrollment": the pattern in words.
std::string pattern_text(const Screening& screening, const ObservationPattern& pattern);
std::string pattern_text(const Screening& screening, const MeasuredPattern& pattern);

}  // namespace eligo
