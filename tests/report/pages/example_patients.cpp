#include "example_patients.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <sstream>
#include <stdexcept>

#include "decide/decide.h"
#include "decide/outlook.h"
#include "language/load.h"
#include "patient/read_patients.h"
#include "vocabulary/standard_vocabulary.h"

namespace eligo::report_tests {
namespace {

std::size_t position_of(const ScreenedPatient& screened, const std::string& id) {
  const std::vector<CriterionDecision>& criteria = screened.decision.criteria;
  const auto found = std::find_if(criteria.begin(), criteria.end(),
                                  [&](const CriterionDecision& one) { return one.id == id; });
  if (found == criteria.end()) throw std::out_of_range(id);
  return static_cast<std::size_t>(found - criteria.begin());
}

}  // namespace

const Vocabulary& vocabulary() {
  static const Result<Vocabulary> standard = standard_vocabulary();
  return *standard;
}

const Program& trial(const std::string& id) {
  static std::map<std::string, Program> programs;
  const auto known = programs.find(id);
  if (known != programs.end()) return known->second;
  const auto file = std::filesystem::path(ELIGO_SOURCE_DIR) / "rules" / id / (id + ".eligo");
  Result<std::vector<Program>> loaded = load_rules(file, vocabulary());
  if (!loaded || loaded->empty()) throw std::runtime_error("cannot be used: " + file.string());
  return programs.emplace(id, std::move(loaded->front())).first->second;
}

ScreenedPatient screened(const std::string& trial_id, const std::string& profile) {
  std::istringstream stream(profile);
  std::vector<ReadPatient> patients;
  const auto keep = [&](PatientOrRejection record) {
    if (auto* read = std::get_if<ReadPatient>(&record)) patients.push_back(std::move(*read));
    return true;
  };
  read_patients(stream, "test", vocabulary(), keep);
  if (patients.size() != 1) throw std::runtime_error("not one patient: " + profile);
  const Program& program = trial(trial_id);
  ScreeningOptions options;
  options.as_of = patients.front().patient.as_of.value();
  Decision decision = decide(program, patients.front(), vocabulary(), options);
  add_outlook(program, patients.front(), vocabulary(), options, decision);
  return screened_patient(program, vocabulary(), patients.front().patient, std::move(decision));
}

std::vector<Comparison> comparisons_of(const ScreenedPatient& screened, const std::string& id) {
  return screened.comparisons[position_of(screened, id)];
}

const CriterionDecision& criterion_of(const ScreenedPatient& screened, const std::string& id) {
  return screened.decision.criteria[position_of(screened, id)];
}

}  // namespace eligo::report_tests
