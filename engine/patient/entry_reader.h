#pragma once

// Entries of the lists of things that happened to a patient. Private to this stage.

#include <string>

#include "patient/patient.h"
#include "patient/profile_object.h"
#include "patient/record_findings.h"

namespace eligo {

class EntryReader {
 public:
  EntryReader(const Vocabulary& vocabulary, RecordFindings& findings, Patient& patient)
      : vocabulary_(&vocabulary), findings_(&findings), patient_(&patient) {}

  // Reads "conditions", "medications", "procedures" or "events". An entry that is not used leaves a
  // gap in its list.
  void read_list(RecordList list, const JsonArray& entries, const std::string& path);

 private:
  void read_entry(RecordList list, const JsonValue& entry, const std::string& path);
  bool read_term(ProfileObject& object, Record& record);
  void read_dates(ProfileObject& object, Record& record);
  void read_status(ProfileObject& object, Record& record);
  void read_dose(ProfileObject& object, Record& record);

  const Vocabulary* vocabulary_;
  RecordFindings* findings_;
  Patient* patient_;
};

}  // namespace eligo
