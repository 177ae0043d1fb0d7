#pragma once

// One patient's resources, turned into facts one after another. Private to this stage: the files'
// readers (patient_files.cpp and its neighbours) hand resources in, the resources' readers
// (read_observation.cpp, ...) make facts of them.

#include <memory>
#include <string>

#include "fhir/resource.h"
#include "patient/read_patients.h"
#include "vocabulary/vocabulary.h"

namespace eligo {

struct PatientParts;

class PatientBuilder {
 public:
  // `input` names where the patient stands, as rejections name it.
  PatientBuilder(std::string input, const Vocabulary& vocabulary);
  PatientBuilder(PatientBuilder&&) noexcept;
  PatientBuilder& operator=(PatientBuilder&&) noexcept;
  ~PatientBuilder();

  // Takes in the Patient resource itself, or one that refers to it, in any order (the Patient may
  // come last, after all that refers to it); of any type, those that screening does not use are
  // counted in the notes. `resource` is not needed after the call. The caller has seen to it that
  // no resource is added twice and that there is one Patient.
  void add(const Resource& resource);
  // Something is wrong with the patient's resources as a whole; the record cannot be used.
  void reject(const std::string& path, const std::string& why);
  void warn(DiagnosticCode code, const Resource& resource, std::string message, std::string help);
  // A part is left out for a good reason.
  void note(const std::string& why, const std::string& path);

  // Everything taken in so far. `shared` holds what belongs to no patient. To be called once, last.
  PatientOrRejection finish(const SharedResources& shared);

 private:
  std::unique_ptr<PatientParts> parts_;
};

}  // namespace eligo
