#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "document/readable_text.h"

namespace eligo {

// A line of the eligibility section, or a part of one. Does not own the line.
struct TextPart {
  const ReadableLine* line = nullptr;
  std::size_t begin = 0;  // bytes of the line's words
  std::size_t end = 0;
  bool after_blank = false;  // a blank line, a heading or nothing stands before it
  bool after_break = false;  // lines that belong elsewhere stand before it
  // It is the line from its beginning, and not what is left of it after a heading.
  bool begins_line = true;

  std::string_view text() const {
    return std::string_view(line->words.text).substr(begin, end - begin);
  }
  // The part without its first `size` bytes and the space after them.
  TextPart without_first(std::size_t size) const;
  // Bytes `from` to `to` of the part, without space around them.
  TextPart between(std::size_t from, std::size_t to) const;
};

using TextParts = std::vector<TextPart>;

// Whether a sentence or clause is over at the end of `text`: ".", ";", ":", or a bracket after one.
bool is_closed(std::string_view text);
bool begins_in_lower_case(std::string_view text);
std::string_view first_word(std::string_view text);
std::string_view last_word(std::string_view text);

// `text` in lower case; letters outside ASCII stay as they are.
std::string lower_case(std::string_view text);

// At most a line of `text`, in quotation marks, for a note.
std::string quoted_beginning(std::string_view text);

}  // namespace eligo
