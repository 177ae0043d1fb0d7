#pragma once

// What is true of a patient, before anybody wrote it down, and two ways of writing it.

#include <string>
#include <vector>

#include "patient/patient.h"
#include "random_source.h"

namespace eligo::testing {

// All texts are as a record writes them; empty where nothing is said.

struct ToldResult {
  std::string analyte;     // its key in the vocabulary
  std::string value = {};  // a decimal, or one of the analyte's named results
  std::string comparator = {};
  std::string unit = {};  // UCUM
  std::string date = {};
  std::string low = {};  // the laboratory's reference limits
  std::string high = {};
};

struct ToldEntry {
  RecordList list{};
  std::string term;        // its key in the vocabulary, or a name that the vocabulary does not have
  std::string start = {};  // for a point in time its date
  std::string end = {};    // not before the start
  std::string status = {};  // "active", "resolved" or empty
  std::string dose = {};    // for medications: how much a day
  std::string dose_unit = {};
};

struct ToldFact {
  std::string fact;
  bool value = false;
  std::string date = {};
};

struct ToldPatient {
  std::string id;
  std::string sex;  // "male", "female" or empty
  std::string birth_date;
  std::string death_date;
  std::vector<ToldResult> results;
  std::vector<ToldEntry> entries;
  std::vector<ToldFact> facts;
};

// Draws from what the five trials ask for, and some of what they do not. Days lie on both sides of
// the screening date.
ToldPatient random_told_patient(RandomSource& random, const Vocabulary& vocabulary,
                                Day screening_day);

// The patient as a profile, and as a FHIR R4 Bundle. What something is called is by its code or its
// name, as `random` has it.
std::string as_profile(const ToldPatient& patient, RandomSource& random,
                       const Vocabulary& vocabulary);
std::string as_bundle(const ToldPatient& patient, RandomSource& random,
                      const Vocabulary& vocabulary);

}  // namespace eligo::testing
