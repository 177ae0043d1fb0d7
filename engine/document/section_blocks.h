#pragma once

#include <optional>
#include <string>
#include <vector>

#include "document/criteria_heading.h"
#include "document/readable_text.h"
#include "document/text_part.h"

namespace eligo {

// A heading of the eligibility section and the text under it.
struct SectionBlock {
  std::optional<CriteriaList> list;  // unset: under no heading, or under one of the section alone
  std::string group;
  bool covers_both = false;  // what excludes a patient stands in it too
  TextParts heading;         // empty where the text stands under none
  TextParts parts;           // without the heading; none of them is blank
};

// Divides an eligibility section at its headings, those within lines included. The lines must
// outlive what is returned.
std::vector<SectionBlock> section_blocks(const ReadableText& section);

}  // namespace eligo
