#pragma once

// Times that a resource gives as the patient's age. Private to this stage.

#include <optional>

#include "fhir/element.h"

namespace eligo {

// From one age to another, in whole units of time.
struct AgeSpan {
  Period from;
  Period until;  // the first that is over it
};

// An Age ("55 a"): one unit long. Nothing, and a report, where it is no age.
std::optional<AgeSpan> read_age(const Element& age, PatientParts& parts);
// A Range of ages; nothing where an end is missing.
std::optional<AgeSpan> read_age_range(const Element& range, PatientParts& parts);

// The days on which somebody of that birth date had such an age.
std::optional<PartialDate> days_at_age(const PartialDate& birth, const AgeSpan& age);

}  // namespace eligo
