#pragma once

#include <functional>
#include <string>

#include "command.h"
#include "patient/read_patients.h"

namespace eligo {

// Reads the patients of all inputs, one after another in order, and hands on those that were
// chosen. A second record with an id that was already read is rejected, since nobody could tell
// which of the two a verdict is about. False where an input could not be used at all.
bool for_each_patient(const ScreeningChoice& choice, const Vocabulary& vocabulary,
                      const std::function<bool(const PatientOrRejection&)>& sink);

}  // namespace eligo
