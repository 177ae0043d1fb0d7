#pragma once

// Which of its shapes an input of profiles has. Private to this stage.

#include <string_view>

namespace eligo {

// What the first line of an input is, seen by its brackets alone.
enum class FirstLine {
  whole_value,  // an object or array that closes where the line ends
  open_value,   // one that goes on behind the line, or has a mistake in its brackets
  no_value,     // anything else
};
FirstLine classify_first_line(std::string_view line);

// Whether the second line of `text` that is not blank is an object with an "id": then a text that
// is no JSON value is NDJSON whose first line is broken.
bool second_line_is_profile(std::string_view text);

}  // namespace eligo
