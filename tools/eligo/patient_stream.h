#pragma once

#include <functional>
#include <optional>
#include <variant>

#include "command.h"
#include "patient/read_patients.h"

namespace eligo {

// A patient with the day of the screening.
struct DatedPatient {
  ReadPatient read;
  Day as_of;
};
using DatedPatientOrRejection = std::variant<DatedPatient, RejectedRecord>;

// Reads the patients of all inputs, one after another in order, and hands on those that were
// chosen, until `sink` returns false. Rejected is also a second record with an id that was already
// read, since nobody could tell which of the two a verdict is about, and a patient born after the
// day of the screening. What is found goes to standard error. False where an input, a record or a
// value in a record had an error, or a patient was chosen whom nothing is about.
bool for_each_patient(const ScreeningChoice& choice, const std::optional<Day>& chosen_day,
                      const Vocabulary& vocabulary,
                      const std::function<bool(const DatedPatientOrRejection&)>& sink);

}  // namespace eligo
