#include "fhir/patient_parts.h"

#include <utility>

namespace eligo {

namespace {

constexpr std::size_t most_paths_listed = 5;

RecordOrigin origin_without_text(const std::string& input) {
  RecordOrigin origin;
  origin.file = input;
  origin.input = input;
  return origin;
}

}  // namespace

PatientParts::PatientParts(std::string input_name, const Vocabulary& known_vocabulary)
    : input(std::move(input_name)),
      vocabulary(known_vocabulary),
      findings(origin_without_text(input), vocabulary),
      observations(vocabulary, findings, patient.observations) {}

void PatientParts::note(const std::string& why, const std::string& path) {
  UnusedParts& parts = notes[why];
  parts.why = why;
  ++parts.count;
  if (parts.paths.size() < most_paths_listed) parts.paths.push_back(path);
}

void PatientParts::set_origin(const Resource& resource) {
  RecordOrigin origin;
  origin.file = resource.text.name();
  origin.input = resource.input;
  origin.text = &resource.text;
  origin.first_line = resource.first_line;
  origin.first_column = resource.first_column;
  findings.set_origin(std::move(origin));
}

void PatientParts::set_origin_without_text() {
  findings.set_origin(origin_without_text(input));
}

}  // namespace eligo
