#pragma once

// What a recorded death means for a screening. Private to this stage.

#include <optional>
#include <string>

#include "decide/decision.h"
#include "patient/patient.h"

namespace eligo {

// Set where the patient had died by that day, or may have: nobody is then eligible for anything.
std::optional<Deceased> deceased_by(const Patient& patient, Day day);

// That the patient died after the day of a screening that looks back; empty where it is not so.
std::optional<UnusedParts> later_death(const Patient& patient, Day day);

}  // namespace eligo
