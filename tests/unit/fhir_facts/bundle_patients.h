#pragma once

#include <string>
#include <vector>

#include "patient/read_patients.h"
#include "sample_patients.h"

namespace eligo {

// The patient of each Bundle of `content`, one Bundle or an array of them. Every resource is taken
// for the one patient's; a Medication is shared.
ReadInput read_bundles(const std::string& content, const std::string& name,
                       const Vocabulary& vocabulary);

// The one patient of a Bundle of a Patient and `resources` (JSON objects with commas between).
ReadPatient read_resources(const std::string& resources);

}  // namespace eligo
