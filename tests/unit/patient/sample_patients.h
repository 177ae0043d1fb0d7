#pragma once

#include <sstream>
#include <string>
#include <vector>

#include "patient/read_patients.h"

namespace eligo {

// A small vocabulary with something of every kind, so that changes to the real one change no test.
const Vocabulary& sample_vocabulary();

// Everything that reading an input delivers.
struct ReadInput {
  std::vector<ReadPatient> patients;
  std::vector<RejectedRecord> rejected;
  std::vector<PatientOrRejection> in_order;
  std::vector<Diagnostic> diagnostics;
};
ReadInput read_input(const std::string& content, const std::string& name = "input.json");

// The one patient of a profile that is given as JSON. Fails the test where it is rejected.
ReadPatient read_one(const std::string& profile);
// Why a profile is rejected; fails the test where it is not.
RejectedRecord rejection_of(const std::string& profile);

// The warning with this code; fails the test where there is none. An empty one then.
Diagnostic warning_of(const ReadPatient& patient, DiagnosticCode code);
bool has_warning(const ReadPatient& patient, DiagnosticCode code);

// A patient as the expected files of tests/patients show it, and all that an input delivers.
std::string shown(const ReadPatient& patient);
std::string shown(const ReadInput& input);

}  // namespace eligo
