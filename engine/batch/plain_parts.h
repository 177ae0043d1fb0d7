#pragma once

// An ordinary patient record, taken apart into what the columns can hold and what must be looked
// at for itself.

#include <optional>
#include <string>
#include <vector>

#include "patient/plain_profile.h"
#include "quantity/calendar.h"

namespace eligo::batch {

// An entry of a list that says less, or more, than a plain one.
struct OtherRecord {
  RecordList list{};
  std::optional<ConceptId> term;  // unset: a name that the vocabulary does not know
  std::string_view name;
};

struct PlainParts {
  PlainProfile plain;              // its strings are the patient's; `id` is not set
  std::vector<const Unit*> units;  // by PlainUnit
  std::vector<std::optional<ConceptId>> other_results;  // what they are results of
  std::vector<OtherRecord> other_records;
  std::vector<ConceptId> other_facts;
  std::optional<DayRange> birth;
};

// Whether things of this kind are at home in the list.
bool is_in_its_list(RecordList list, ConceptKind kind);

// The patient must outlive the parts.
PlainParts plain_parts_of(const Patient& patient, Day as_of, const Vocabulary& vocabulary);

}  // namespace eligo::batch
