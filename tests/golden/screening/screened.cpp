#include "screened.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "language/load.h"
#include "vocabulary/standard_vocabulary.h"

namespace eligo::golden {
namespace {

namespace fs = std::filesystem;

const Vocabulary& vocabulary() {
  static const Result<Vocabulary> standard = standard_vocabulary();
  return *standard;
}

// The files below a folder of the project that have one of these endings, in order.
std::vector<fs::path> files_below(const std::string& folder,
                                  const std::vector<std::string>& endings) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(fs::path(ELIGO_SOURCE_DIR) / folder)) {
    const std::string ending = entry.path().extension().string();
    if (std::find(endings.begin(), endings.end(), ending) != endings.end()) {
      files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

void read_rules(const fs::path& file, Screened& into) {
  Result<std::vector<Program>> programs = load_rules(file, vocabulary());
  for (const Diagnostic& finding : programs.diagnostics) into.problems.push_back(render(finding));
  if (!programs) return;
  for (Program& program : *programs) into.programs.push_back(std::move(program));
}

void read_file_of_patients(const fs::path& file, Screened& into) {
  std::ifstream stream(file, std::ios::binary);
  const auto keep = [&](PatientOrRejection record) {
    if (const auto* rejected = std::get_if<RejectedRecord>(&record)) {
      into.problems.push_back(rejected->input + rejected->path + ": " + rejected->why);
    } else {
      into.patients.push_back(std::move(std::get<ReadPatient>(record)));
    }
    return true;
  };
  for (const Diagnostic& finding :
       read_patients(stream, file.filename().string(), vocabulary(), keep)) {
    into.problems.push_back(render(finding));
  }
}

Screened screen_all() {
  Screened all;
  for (const fs::path& file : files_below("rules", {".eligo"})) read_rules(file, all);
  for (const fs::path& file : files_below("patients", {".json", ".ndjson"})) {
    read_file_of_patients(file, all);
  }
  for (const ReadPatient& patient : all.patients) {
    for (const Program& program : all.programs) {
      const Key key{patient.patient.id, program.trial};
      if (!all.decisions.emplace(key, decided(program, patient)).second) {
        all.problems.push_back(key.first + " stands twice in the example patients");
      }
    }
  }
  return all;
}

}  // namespace

const Screened& screened() {
  static const Screened all = screen_all();
  return all;
}

Decision decided(const Program& program, const ReadPatient& patient, bool strict) {
  const Day as_of = patient.patient.as_of.value_or(Day{});
  return decide(program, patient, vocabulary(), {.as_of = as_of, .strict = strict});
}

const CriterionDecision* criterion_of(const Decision& decision, const std::string& id) {
  for (const CriterionDecision& criterion : decision.criteria) {
    if (criterion.id == id) return &criterion;
  }
  ADD_FAILURE() << decision.trial << " has no criterion " << id;
  return nullptr;
}

}  // namespace eligo::golden
