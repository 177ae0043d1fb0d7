#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "document/document.h"
#include "document/text_part.h"

namespace eligo {

// One item of a list, with the list nested under it.
struct ListItem {
  TextParts parts;                      // its lines, without markers
  std::optional<std::uint32_t> number;  // the document's own
  std::string group;                    // the heading within the list that it stands under
  bool is_marked = false;               // it begins with a marker
  bool is_stray = false;                // it has none, in a list whose items have
  std::vector<ListItem> nested;
};

struct ListItems {
  std::vector<ListItem> items;
  std::vector<std::string> notes;
};

// Reads the items of one list from the lines under its heading: joins wrapped lines, nests what is
// indented or marked as deeper, and finds the headings of groups ("Cohort A:").
ListItems read_list_items(const Document& document, const TextParts& parts,
                          const std::string& group);

}  // namespace eligo
