#pragma once

// The reader of plain profiles beside the ordinary one.

#include <optional>
#include <string>
#include <string_view>

#include "patient/plain_profile.h"
#include "patient/read_patients.h"

namespace eligo::testing {

const Vocabulary& vocabulary();

// What the ordinary reader makes of one record; nothing where it rejects it, warns or notes.
std::optional<Patient> read_without_remark(std::string_view record);

// In what a plain profile is not the same as a patient; empty where they say the same.
std::string difference(const PlainProfile& plain, const std::vector<Unit>& units,
                       const Patient& patient);

// Reads records both ways.
class ComparedReaders {
 public:
  explicit ComparedReaders(OnComparator on_comparator) : reader_(vocabulary(), on_comparator) {}

  // Whether the record is plain. It is a failure of the test if the ordinary reader does not say
  // the same of a plain one.
  bool is_plain(std::string_view record);

 private:
  PlainProfileReader reader_;
  PlainProfile profile_;
};

}  // namespace eligo::testing
