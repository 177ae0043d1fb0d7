#pragma once

// Patients from files as hospitals have them: profiles and FHIR R4, told apart by their content.

#include <functional>
#include <istream>
#include <memory>
#include <string>
#include <vector>

#include "patient/read_patients.h"
#include "text/diagnostic.h"
#include "vocabulary/vocabulary.h"

namespace eligo {

// A patient or a rejection, and the file (or the folder of a bulk export) that it was read from.
using PatientFileSink = std::function<bool(PatientOrRejection, const std::string& input)>;

// Opens a named file; null where it cannot be read. "-" is standard input.
using OpenFile = std::function<std::unique_ptr<std::istream>(const std::string& file)>;

// Reads every patient of `files`, in this order, and hands each to `sink` until it returns false.
//
// - A profile, an array of profiles or NDJSON of profiles: as read_patients has it.
// - A FHIR Bundle, alone, in an array, or one a line: the patients in it, each with the resources
//   of the Bundle that refer to them. Read resource by resource: memory grows with what is used of
//   a Bundle, not with its size.
// - FHIR resources one a line (a bulk export, by type or by patient): all such files of one folder
//   together are one data set; its patients come after the folder's other files, in the order in
//   which they are first seen. A manifest.json of the export is read for the files that it calls
//   deleted: what they name is taken out.
// - A single FHIR resource that is not a Bundle: part of its folder's data set.
//
// A Bundle or a data set without a Patient is rejected. One resource id with two contents rejects
// the patient. Returns diagnostics about whole files (unreadable, empty).
std::vector<Diagnostic> read_patient_files(const std::vector<std::string>& files,
                                           const OpenFile& open, const Vocabulary& vocabulary,
                                           const PatientFileSink& sink);

}  // namespace eligo
