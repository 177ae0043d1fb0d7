#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "document/registry_record.h"

namespace eligo {

// Words that begin the inclusion or the exclusion list, or the section that holds both.
struct CriteriaHeading {
  std::optional<CriteriaList> list;  // unset: of the section
  std::string group;                 // "Cohort A" of "Inclusion criteria for Cohort A"
  std::size_t size = 0;              // bytes of the text, with the colon and the space after it
  bool has_colon = false;
  // It names the list ("Inclusion criteria"); else it is a sentence ("Patients are eligible if") or
  // a heading in other words ("Who can participate").
  bool names_list = false;
  // A registry that divides its criteria otherwise ("DISEASE CHARACTERISTICS") has what excludes a
  // patient in the same list, as "No prior chemotherapy".
  bool covers_both = false;
};

// The heading that `text` begins with, in whatever wording; nothing where it begins with none. What
// follows on the line is no part of it: "Inclusion Criteria: * Age over 18" has 20 bytes of it.
std::optional<CriteriaHeading> criteria_heading(std::string_view text);

// A heading within a line, and where it begins.
struct InnerHeading {
  std::size_t begin = 0;
  CriteriaHeading heading;
};

// The first heading at or after byte `from` that stands in the middle of `text`: only one that
// names its list, is capitalised and has a colon, as in "… consent. Exclusion Criteria: …".
std::optional<InnerHeading> heading_inside(std::string_view text, std::size_t from);

// Whether a sentence that leads into a deeper list of `list` says that what follows is none of it,
// in whatever words: "Patients with a tumor of any kind will be excluded:" in the inclusion list.
// `is_item`: it is marked as an item of the list.
bool leads_out_of(CriteriaList list, std::string_view sentence, bool is_item);

// Whether `sentence` only says that any of what follows includes a patient, as in "Patients who
// meet any of the following will be included:". It leads no list of its own, but is a criterion.
bool includes_any_of(std::string_view sentence);

// Whether `heading` says that the items under it are of a part of the patients: "Cohort A:",
// "Healthy Controls:", "Cases (with a history of TBI):".
bool names_patient_group(std::string_view heading);

}  // namespace eligo
