#pragma once

#include <vector>

#include "document/document.h"
#include "document/readable_text.h"
#include "document/registry_record.h"

namespace eligo {

// The inclusion and exclusion lists of an eligibility section.
struct CriteriaLists {
  std::vector<ListedCriterion> criteria;
  std::vector<LostCriterion> lost;
  std::vector<WithheldCriteria> withheld;
  std::vector<std::string> notes;
};

// Finds the headings, the lists and their items, however they are laid out: bulleted, numbered,
// lettered, nested, hard-wrapped, or run on in one paragraph. `section` is the eligibility section
// alone. Every line of it is accounted for in what is returned.
CriteriaLists read_criteria_lists(const Document& document, const ReadableText& section);

}  // namespace eligo
