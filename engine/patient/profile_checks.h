#pragma once

// What can only be judged with the whole profile read, and the age. Private to this stage.

#include <optional>
#include <string>

#include "patient/entry_reader.h"
#include "patient/patient.h"
#include "patient/profile_findings.h"

namespace eligo {

// An age in years: a number, or {"value", "unit"} in years or months. One below 0 or over 150
// rejects the record.
std::optional<Rational> read_profile_age(const JsonValue& value, const std::string& path,
                                         const Vocabulary& vocabulary, ProfileFindings& findings);

// The birth date against the screening date and the age. The birth date wins over an age.
void check_ages(const JsonValue& profile, Patient& patient, ProfileFindings& findings);

// Withdraws the completeness of every list that holds an entry which was not used.
void settle_completeness(const JsonValue& profile, const EntryReader& entries, Patient& patient,
                         ProfileFindings& findings);

}  // namespace eligo
