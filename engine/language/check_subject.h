#pragma once

// What a single test says of its subject: which of all the values that the subject can have.

#include <optional>
#include <string>

#include "language/program.h"
#include "language/value_set.h"

namespace eligo {

struct SubjectValues {
  std::string subject;  // the same text for tests of the same thing
  ValueSet domain;      // what its values can be
  ValueSet holds;       // those for which the test is true
};

SubjectValues subject_values(const ObservedInRange& test, const Vocabulary& vocabulary);
SubjectValues subject_values(const MeasuredInRange& test, const Vocabulary& vocabulary);
SubjectValues subject_values(const ObservedResult& test, const Vocabulary& vocabulary);
SubjectValues subject_values(const AgeInRange& test, const Vocabulary& vocabulary);
SubjectValues subject_values(const OnsetAgeInRange& test, const Vocabulary& vocabulary);
SubjectValues subject_values(const DurationInRange& test, const Vocabulary& vocabulary);
SubjectValues subject_values(const DoseInRange& test, const Vocabulary& vocabulary);
SubjectValues subject_values(const RecordFound& test, const Vocabulary& vocabulary);
SubjectValues subject_values(const FactIs& test, const Vocabulary& vocabulary);
SubjectValues subject_values(const PatientSexIs& test, const Vocabulary& vocabulary);

// The unit in which the values of an age subject are counted; nothing for any other subject.
std::optional<Period::Unit> unit_of_age_subject(const std::string& subject);

}  // namespace eligo
