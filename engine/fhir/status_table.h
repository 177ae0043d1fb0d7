#pragma once

// What the status words of a resource type mean for an entry. Private to this stage.

#include <span>
#include <string>
#include <string_view>

#include "fhir/element.h"

namespace eligo {

struct StatusMeaning {
  std::string_view word;
  enum class Use {
    active,    // it goes on
    resolved,  // it was, and is over
    doubtful,  // it may or may not have been
    left_out,  // it says nothing about the patient, or that something was not done
  } use;
  std::string_view why = {};  // of a doubtful one: "is on hold"; of one left out: what it is
};

// Sets the entry's status, or its doubt. False where the entry is not to be used: that is noted as
// "Condition: refuted" or, for a word that the table does not have, reported with a gap in the
// entry's list. `word` is empty where the resource gives none, which the table rules as any other;
// a table without "" takes that for nothing said.
bool apply_status(std::string_view type, const std::string& word, std::string_view key,
                  std::span<const StatusMeaning> table, const Element& resource, Record& entry,
                  PatientParts& parts);

}  // namespace eligo
