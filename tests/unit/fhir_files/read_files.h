#pragma once

#include <array>
#include <functional>
#include <istream>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "fhir/patient_files.h"

namespace eligo {

// What the reading of files finds; the rest is said by tests/patients/fhir.
inline constexpr std::array file_finding_codes = {
    DiagnosticCode::no_patient_reference, DiagnosticCode::dangling_reference,
    DiagnosticCode::conflicting_resources, DiagnosticCode::missing_export_file,
    DiagnosticCode::resource_left_out};

// Everything that reading files delivers.
struct ReadFiles {
  std::vector<PatientOrRejection> records;
  std::vector<std::string> inputs;  // where each record was read from
  std::vector<Diagnostic> diagnostics;

  std::vector<const ReadPatient*> patients() const;
  std::vector<const RejectedRecord*> rejected() const;
};

const Vocabulary& test_vocabulary();

ReadFiles read_files(const std::vector<std::string>& files, const OpenFile& open);
// Files by their names and contents, read in the order of their names.
ReadFiles read_contents(const std::map<std::string, std::string>& contents);
ReadFiles read_content(const std::string& content, const std::string& name = "input.json");
// One input from a buffer.
ReadFiles read_buffer(std::streambuf& buffer);

// All of it as the expected files of tests/fhir_files show it.
std::string shown(const ReadFiles& files);

}  // namespace eligo
