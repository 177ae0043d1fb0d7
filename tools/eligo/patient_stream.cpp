#include "patient_stream.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <map>

#include "input_files.h"

namespace eligo {
namespace {

bool is_chosen(const ScreeningChoice& choice, const std::string& id) {
  return choice.patient_ids.empty() || std::find(choice.patient_ids.begin(),
                                                 choice.patient_ids.end(),
                                                 id) != choice.patient_ids.end();
}

}  // namespace

bool for_each_patient(const ScreeningChoice& choice, const Vocabulary& vocabulary,
                      const std::function<bool(const PatientOrRejection&)>& sink) {
  const Result<std::vector<std::string>> files =
      input_files(choice.patients, {".json", ".ndjson", ".jsonl"});
  print(files.diagnostics);
  bool all_usable = files.diagnostics.empty();
  std::map<std::string, std::string> read_from;  // patient id -> the input it was first read from
  for (const std::string& file : *files) {
    const std::string name = file == "-" ? "standard input" : file;
    const auto hand_on = [&](PatientOrRejection read) {
      if (const auto* patient = std::get_if<ReadPatient>(&read)) {
        const std::string& id = patient->patient.id;
        if (!is_chosen(choice, id)) return true;
        const auto [first, is_new] = read_from.emplace(id, name);
        if (!is_new) {
          read = RejectedRecord{
              name, "/id",
              fmt::format("a patient \"{}\" was already read from {}", id, first->second)};
        }
      }
      return sink(read);
    };
    std::ifstream stream;
    if (file != "-") stream.open(file, std::ios::binary);
    if (file != "-" && !stream) {
      print({make_diagnostic(DiagnosticCode::unreadable_file, file, "cannot be opened",
                             "check that it may be read")});
      all_usable = false;
      continue;
    }
    const std::vector<Diagnostic> diagnostics =
        read_patients(file == "-" ? std::cin : stream, name, vocabulary, hand_on);
    print(diagnostics);
    if (has_error(diagnostics)) all_usable = false;
  }
  return all_usable;
}

}  // namespace eligo
