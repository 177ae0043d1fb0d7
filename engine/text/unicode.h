#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace eligo {

// The byte offset of the first byte that is not well-formed UTF-8; nothing where all is well.
std::optional<std::size_t> first_invalid_utf8(std::string_view text);

// How many code points `text` (valid UTF-8) holds.
std::size_t code_point_count(std::string_view text);

// `text` with every control character, escape and bidirectional override written as \u{XXXX},
// so that it cannot act on a terminal. Line feeds and tabs become \n and \t, a byte that is not
// UTF-8 becomes \x{FF}.
std::string escape_controls(std::string_view text);

// The columns a terminal needs for `text`.
std::size_t display_width(std::string_view text);

// The form under which names are compared: Unicode case and compatibility folded (NFKC),
// every run of punctuation, pictographs and space one space, none at the ends. What changes a
// name's meaning stays: "%", "+", "<", ">".
// "Hemoglobin A1c (HbA1c)" and "hemoglobin-a1c  HbA1c" become the same.
std::string folded_name(std::string_view text);

}  // namespace eligo
