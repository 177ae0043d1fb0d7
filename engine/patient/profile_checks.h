#pragma once

// What can only be judged with the whole profile read, and the age. For the stages that read
// records.

#include <optional>
#include <string>

#include "patient/patient.h"
#include "patient/record_findings.h"

namespace eligo {

// An age in years: a number, or {"value", "unit"} in years or months. One below 0 or over 150
// rejects the record.
std::optional<Rational> read_profile_age(const JsonValue& value, const std::string& path,
                                         const Vocabulary& vocabulary, RecordFindings& findings);

// The birth date against the screening date and the age. The birth date wins over an age.
void check_ages(const JsonValue& profile, Patient& patient, RecordFindings& findings);

// Rejects a record whose patient died before being born.
void check_death(const Patient& patient, RecordFindings& findings);

// Withdraws the completeness of every list that holds an entry which was not used.
void settle_completeness(const JsonValue& profile, Patient& patient, RecordFindings& findings);

}  // namespace eligo
