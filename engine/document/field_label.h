#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "document/readable_text.h"

namespace eligo {

// A line of a page's header: a label, and the value where it stands on the same line.
struct Field {
  std::string label;       // in lower case, without ":" and "?"
  std::string_view value;  // empty where the label is the whole line
  bool is_marked = false;  // it stands behind a list marker
};

// Reads "Sex: All", "- Sex" or "Accepts Healthy Volunteers?" as a field; nothing where the line is
// too long to begin with a label. Whether the label is one that headers have is not asked.
std::optional<Field> field_of(std::string_view line);

// The index of the next line after `index` that is not blank; lines.size() where there is none.
std::size_t next_filled_line(const ReadableText& lines, std::size_t index);

}  // namespace eligo
