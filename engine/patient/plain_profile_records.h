#pragma once

// The conditions, medications, procedures and events of plain profiles. Private to this stage.

#include <vector>

#include "patient/plain_profile.h"
#include "patient/plain_profile_names.h"
#include "patient/plain_profile_tokens.h"
#include "patient/plain_profile_units.h"

namespace eligo {

class PlainRecordReader {
 public:
  // All outlive the reader.
  PlainRecordReader(JsonTokens& tokens, PlainNames& names, PlainUnits& units)
      : tokens_(&tokens), names_(&names), units_(&units) {}

  // Takes the next value, a list; false where it is not plain.
  bool take_list(RecordList list, std::vector<PlainRecord>& records);

 private:
  struct Fields;

  bool take_entry(Fields& fields);
  bool take_field(std::string_view key, Fields& fields);
  bool take_status(Fields& fields);

  JsonTokens* tokens_;
  PlainNames* names_;
  PlainUnits* units_;
};

}  // namespace eligo
