#pragma once

// The results of plain profiles. Private to this stage.

#include <cstddef>
#include <string_view>
#include <vector>

#include "patient/plain_profile.h"
#include "patient/plain_profile_names.h"
#include "patient/plain_profile_tokens.h"
#include "patient/plain_profile_units.h"

namespace eligo {

// Each takes the next value; false where it is not plain.
class PlainResultReader {
 public:
  // All outlive the reader.
  PlainResultReader(JsonTokens& tokens, PlainNames& names, PlainUnits& units,
                    OnComparator on_comparator)
      : tokens_(&tokens), names_(&names), units_(&units), on_comparator_(on_comparator) {}

  // "labs", or "vitals" written as a list.
  bool take_list(NamePlace place, std::vector<PlainResult>& results);
  // "vitals" as a list, or by name.
  bool take_vitals(std::vector<PlainResult>& results);
  // A number or an object under the name of an analyte.
  bool take_named(ConceptId analyte, std::vector<PlainResult>& results);

 private:
  struct Fields;

  bool take_fields(Fields& fields);
  bool take_field(std::string_view key, Fields& fields);
  bool take_comparator(Fields& fields);
  // Settles the unit of a result whose fields were taken and whose analyte is known.
  bool is_plain(const Fields& fields);

  JsonTokens* tokens_;
  PlainNames* names_;
  PlainUnits* units_;
  OnComparator on_comparator_;
};

// Takes a string that is not empty.
bool take_plain_text(JsonTokens& tokens, std::string_view& text);
// Takes a date in quotes.
bool take_plain_date(JsonTokens& tokens, std::optional<PlainDate>& date);

}  // namespace eligo
