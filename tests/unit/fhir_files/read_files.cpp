#include "read_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>
#include <stdexcept>

#include "vocabulary/standard_vocabulary.h"

namespace eligo {

namespace {

std::string shown(const Diagnostic& diagnostic) {
  std::string text = fmt::format("{} [{}] in {}", name_of(severity_of(diagnostic.code)),
                                 slug_of(diagnostic.code), diagnostic.source);
  if (diagnostic.place) {
    text += fmt::format(" (line {}, column {})", diagnostic.place->position.line,
                        diagnostic.place->position.column);
  }
  if (!diagnostic.json_path.empty()) text += " at " + diagnostic.json_path;
  return fmt::format("{}: {}\n", text, diagnostic.message);
}

bool is_about_files(const Diagnostic& diagnostic) {
  return std::find(file_finding_codes.begin(), file_finding_codes.end(), diagnostic.code) !=
         file_finding_codes.end();
}

// Names are matched elsewhere; here none of them is known.
bool is_about_names(const UnusedParts& note) {
  return note.why.find("not in the vocabulary") != std::string::npos;
}

std::string shown(const ReadPatient& read, const std::string& input) {
  std::string text = fmt::format("patient \"{}\" of {}\n", read.patient.id, input);
  for (const Observation& observation : read.patient.observations) {
    text += fmt::format("  result {} {}\n", observation.path, observation.value_text);
  }
  for (const Record& record : read.patient.records) {
    text += fmt::format("  entry {} {}\n", record.path, record.name);
  }
  for (const UnusedParts& note : read.notes) {
    if (is_about_names(note)) continue;
    text += fmt::format("  note {} × {}:", note.count, note.why);
    for (const std::string& path : note.paths) text += " " + path;
    text += "\n";
  }
  for (const Diagnostic& warning : read.warnings) {
    if (is_about_files(warning)) text += "  " + shown(warning);
  }
  return text;
}

}  // namespace

std::vector<const ReadPatient*> ReadFiles::patients() const {
  std::vector<const ReadPatient*> found;
  for (const PatientOrRejection& record : records) {
    if (const auto* patient = std::get_if<ReadPatient>(&record)) found.push_back(patient);
  }
  return found;
}

std::vector<const RejectedRecord*> ReadFiles::rejected() const {
  std::vector<const RejectedRecord*> found;
  for (const PatientOrRejection& record : records) {
    if (const auto* rejected = std::get_if<RejectedRecord>(&record)) found.push_back(rejected);
  }
  return found;
}

const Vocabulary& test_vocabulary() {
  static const Result<Vocabulary> vocabulary = standard_vocabulary();
  if (!vocabulary) throw std::runtime_error(render(vocabulary.diagnostics.at(0)));
  return *vocabulary;
}

ReadFiles read_files(const std::vector<std::string>& files, const OpenFile& open) {
  ReadFiles read;
  read.diagnostics = read_patient_files(files, open, test_vocabulary(),
                                        [&](PatientOrRejection record, const std::string& input) {
                                          read.records.push_back(std::move(record));
                                          read.inputs.push_back(input);
                                          return true;
                                        });
  return read;
}

ReadFiles read_contents(const std::map<std::string, std::string>& contents) {
  std::vector<std::string> files;
  for (const auto& [name, content] : contents) files.push_back(name);
  return read_files(files, [&](const std::string& name) -> std::unique_ptr<std::istream> {
    const auto found = contents.find(name);
    if (found == contents.end()) return nullptr;
    return std::make_unique<std::istringstream>(found->second);
  });
}

ReadFiles read_content(const std::string& content, const std::string& name) {
  return read_contents({{name, content}});
}

ReadFiles read_buffer(std::streambuf& buffer) {
  return read_files({"-"}, [&](const std::string&) -> std::unique_ptr<std::istream> {
    return std::make_unique<std::istream>(&buffer);
  });
}

std::string shown(const ReadFiles& files) {
  std::string text;
  for (std::size_t i = 0; i < files.records.size(); ++i) {
    if (const auto* patient = std::get_if<ReadPatient>(&files.records[i])) {
      text += shown(*patient, files.inputs[i]);
      continue;
    }
    const auto& rejected = std::get<RejectedRecord>(files.records[i]);
    text += fmt::format("rejected {} at \"{}\": {}\n", rejected.input, rejected.path, rejected.why);
  }
  for (const Diagnostic& diagnostic : files.diagnostics) text += shown(diagnostic);
  return text;
}

}  // namespace eligo
