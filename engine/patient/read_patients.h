#pragma once

#include <functional>
#include <istream>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "patient/patient.h"
#include "text/result.h"

namespace eligo {

// A record that cannot be used, and why. The others go on.
struct RejectedRecord {
  std::string input;  // the file, with ":line" for a line of NDJSON
  std::string path;   // JSON Pointer to what is wrong; empty for the whole record
  std::string why;
};

// Parts of a record that screening does not use, all for one reason.
struct UnusedParts {
  std::string why;  // "Claim: not a resource that screening uses"
  std::size_t count = 0;
  std::vector<std::string> paths;  // of the first few
};

struct ReadPatient {
  Patient patient;
  std::vector<Diagnostic> warnings;     // what was not understood or not used, each with its path
  std::vector<UnusedParts> notes = {};  // what was rightly left out
};

using PatientOrRejection = std::variant<ReadPatient, RejectedRecord>;

// Called for each record in the order of the input; returns whether to go on.
using PatientSink = std::function<bool(PatientOrRejection)>;

// Reads profiles from one input: a JSON object, an array of objects, or NDJSON (told apart by
// content; blank lines, CRLF and a missing last line end are fine). NDJSON is read line by line in
// bounded memory; a line over 16 MiB rejects that record alone. Every record's errors are in its
// rejection, all of them. Returns diagnostics about the input as a whole (empty, unreadable).
std::vector<Diagnostic> read_patients(std::istream& input, const std::string& name,
                                      const Vocabulary& vocabulary, const PatientSink& sink);

// One profile from its JSON value (contract section 4).
PatientOrRejection read_patient(const JsonValue& profile, const std::string& input_name,
                                const Vocabulary& vocabulary);

}  // namespace eligo
