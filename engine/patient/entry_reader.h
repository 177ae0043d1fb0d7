#pragma once

// Entries of the lists of things that happened to a patient. Private to this stage.

#include <array>
#include <string>
#include <vector>

#include "patient/patient.h"
#include "patient/profile_findings.h"
#include "patient/profile_object.h"

namespace eligo {

class EntryReader {
 public:
  EntryReader(const Vocabulary& vocabulary, ProfileFindings& findings, std::vector<Record>& records)
      : vocabulary_(&vocabulary), findings_(&findings), records_(&records) {}

  // Reads "conditions", "medications", "procedures" or "events".
  void read_list(RecordList list, const JsonArray& entries, const std::string& path);

  // Whether the list holds, or may hold, an entry that was not used: it then says nothing about
  // what is absent, even where the record calls it complete.
  bool has_gap(RecordList list) const { return gaps_[static_cast<std::size_t>(list)]; }
  void set_gap(RecordList list) { gaps_[static_cast<std::size_t>(list)] = true; }

 private:
  void read_entry(RecordList list, const JsonValue& entry, const std::string& path);
  bool read_term(ProfileObject& object, Record& record);
  void read_dates(ProfileObject& object, Record& record);
  void read_status(ProfileObject& object, Record& record);
  void read_dose(ProfileObject& object, Record& record);

  const Vocabulary* vocabulary_;
  ProfileFindings* findings_;
  std::vector<Record>* records_;
  std::array<bool, all_record_lists.size()> gaps_{};
};

}  // namespace eligo
