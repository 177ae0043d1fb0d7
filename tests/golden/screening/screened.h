#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "decide/decide.h"
#include "language/program.h"
#include "patient/read_patients.h"

namespace eligo::golden {

using Key = std::pair<std::string, std::string>;  // patient, trial

// The example patients and the rule files of this project, and what is decided about each pair.
struct Screened {
  std::vector<Program> programs;
  std::vector<ReadPatient> patients;
  std::vector<std::string> problems;  // what could not be read
  std::map<Key, Decision> decisions;
};

// Read and decided once a process.
const Screened& screened();

// One more decision, about a patient that may have been changed.
Decision decided(const Program& program, const ReadPatient& patient, bool strict = false);

// The decision's criterion of this id; a test failure and nullptr where there is none.
const CriterionDecision* criterion_of(const Decision& decision, const std::string& id);

}  // namespace eligo::golden
