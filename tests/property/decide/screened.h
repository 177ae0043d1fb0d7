#pragma once

// What the laws of the decision share.

#include <algorithm>
#include <string>

#include "decide/decide.h"
#include "random_screening.h"
#include "vocabulary/standard_vocabulary.h"

namespace eligo::testing {

inline const Vocabulary& vocabulary() {
  static const Result<Vocabulary> standard = standard_vocabulary();
  return *standard;
}

inline Decision screened(const Program& program, const ReadPatient& patient, bool strict = false) {
  return decide(program, patient, vocabulary(), {.as_of = screening_day(), .strict = strict});
}

// Somebody's word that the data contradict: there the data decide, by design.
inline bool data_overrode_word(const CriterionDecision& criterion) {
  return std::any_of(criterion.notes.begin(), criterion.notes.end(), [](const std::string& note) {
    return note.find("the data decide") != std::string::npos;
  });
}

}  // namespace eligo::testing
