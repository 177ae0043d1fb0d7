#include "patient/input_shape.h"

#include <algorithm>
#include <cstddef>
#include <string>

#include "text/json.h"
#include "text/source_text.h"

namespace eligo {

namespace {

constexpr std::string_view blanks = " \t\r";

// Offset behind the bracket that closes the value at the start of `text`; npos for none.
std::size_t end_of_value(std::string_view text) {
  std::size_t depth = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string) {
      if (c == '\\') ++i;
      if (c == '"') in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if (c == '}' || c == ']') {
      if (--depth == 0) return i + 1;
    }
  }
  return std::string_view::npos;
}

std::string_view without_blanks_before(std::string_view text) {
  return text.substr(std::min(text.find_first_not_of(blanks), text.size()));
}

}  // namespace

FirstLine classify_first_line(std::string_view line) {
  const std::string_view value = without_blanks_before(line);
  if (!value.starts_with('{') && !value.starts_with('[')) return FirstLine::no_value;
  const std::size_t end = end_of_value(value);
  if (end == std::string_view::npos) return FirstLine::open_value;
  const bool is_all = value.find_first_not_of(blanks, end) == std::string_view::npos;
  return is_all ? FirstLine::whole_value : FirstLine::open_value;
}

bool second_line_is_profile(std::string_view text) {
  std::size_t lines = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = without_blanks_before(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty() || ++lines < 2) continue;
    if (!line.starts_with('{')) return false;
    const Result<JsonValue> value = parse_json(SourceText("", std::string(line)));
    return value && value->member("id") != nullptr;
  }
  return false;
}

}  // namespace eligo
