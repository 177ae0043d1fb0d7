#pragma once

// The leaves of a program: each function decides one kind of operation from the patient's record,
// and says what it rests on, or what is missing. All are total.

#include <string_view>
#include <vector>

#include "decide/finding.h"

namespace eligo {

// observed_values.cpp
Finding find_observed_in_range(const Screening& screening, const ObservedInRange& operation);
Finding find_observed_result(const Screening& screening, const ObservedResult& operation);

// measured_values.cpp
Finding find_measured_in_range(const Screening& screening, const MeasuredInRange& operation);

// recorded_history.cpp
Finding find_record(const Screening& screening, const RecordFound& operation);
Finding find_dose_in_range(const Screening& screening, const DoseInRange& operation);

// onset.cpp
Finding find_onset_age_in_range(const Screening& screening, const OnsetAgeInRange& operation);
Finding find_duration_in_range(const Screening& screening, const DurationInRange& operation);

// recorded_facts.cpp
Finding find_fact(const Screening& screening, const FactIs& operation);

// demographics.cpp
Finding find_age_in_range(const Screening& screening, const AgeInRange& operation);
Finding find_sex(const Screening& screening, const PatientSexIs& operation);
// The days on which the patient may have been born; nothing where the record does not say.
std::optional<DayRange> birth_days(const Patient& patient, Day as_of);

// "does not apply to men", where a concept is bound to the other sex than the patient's.
std::optional<Finding> not_for_this_sex(const Screening& screening,
                                        const std::vector<ConceptId>& concepts);

// A leaf that is unknown, and what would settle it.
Finding unknown_finding(std::string why, OpenKind kind, std::string ask, bool attestable);

}  // namespace eligo
