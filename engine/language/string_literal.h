#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace eligo {

// An escape in a quoted text that the language does not have.
struct InvalidEscape {
  std::size_t offset = 0;  // of the backslash, in bytes, in the literal
  std::size_t length = 0;
};

struct DecodedLiteral {
  std::string text;
  std::vector<InvalidEscape> invalid;
};

// The text of a literal with its quotes: \" \\ \n and \u{XXXX} (one to six hexadecimal digits, a
// Unicode scalar value but not NUL) are undone. An invalid escape stays as it is written.
DecodedLiteral decode_literal(std::string_view literal);

// `text` as a literal with quotes. Control and bidirectional characters are written \u{XXXX}.
std::string encode_literal(std::string_view text);

// Whether `code_point` may stand in a rule file only as \u{XXXX}: a control character other than
// tab, line feed and carriage return, or one that changes the direction of the text.
bool is_control(char32_t code_point);
bool is_bidirectional_control(char32_t code_point);

// The code point that begins at `offset` of `text` (valid UTF-8), and how many bytes it has.
struct CodePoint {
  char32_t value = 0;
  std::size_t length = 1;
};
CodePoint code_point_at(std::string_view text, std::size_t offset);

}  // namespace eligo
