#pragma once

// What the readers of resources make a patient of. Private to this stage.

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "fhir/resource.h"
#include "patient/observation_keeper.h"
#include "patient/patient.h"
#include "patient/record_findings.h"

namespace eligo {

struct PatientParts {
  PatientParts(std::string input_name, const Vocabulary& known_vocabulary);
  // The observations' keeper refers to the patient inside.
  PatientParts(const PatientParts&) = delete;
  PatientParts& operator=(const PatientParts&) = delete;

  // A part of the record is left out for a good reason.
  void note(const std::string& why, const std::string& path);
  // What is reported from here on stands in `resource`.
  void set_origin(const Resource& resource);
  // What is reported from here on stands in no text that is still there.
  void set_origin_without_text();

  std::string input;
  const Vocabulary& vocabulary;
  RecordFindings findings;
  Patient patient;
  bool has_patient_resource = false;
  std::map<std::string, UnusedParts> notes;  // by why
  ObservationKeeper observations;
  // What can only be read when all resources are there, in the order in which they came.
  std::vector<std::function<void(PatientParts&, const SharedResources&)>> deferred;
  // Questions for a fact that were answered without deciding it: no older answer counts.
  std::vector<Fact> undecided_facts;
};

}  // namespace eligo
