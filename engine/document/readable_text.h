#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "document/plain_text.h"

namespace eligo {

// One line of a text as a reader sees it. Its words know the bytes of the document they came from.
struct ReadableLine {
  PlainText words;                // without indentation; empty for a blank line
  std::uint32_t indentation = 0;  // columns of white space before it, or what its place in a nested
                                  // list of a marked-up document amounts to
  bool is_list_item = false;      // a marked-up document says that an item begins here
  bool is_break = false;          // a blank one, in place of lines that belong elsewhere
};

// The lines of a document, or of the part of it that holds the criteria.
using ReadableText = std::vector<ReadableLine>;

// The columns of white space that a line begins with; a tab goes on to the next multiple of eight.
std::uint32_t indentation_of(std::string_view line);

// The lines of a text that a registry's record holds, once its format's escapes are undone.
ReadableText readable_lines(const PlainText& decoded);

}  // namespace eligo
