#include "document/json_string_text.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string>

#include "document/utf8_encoding.h"

namespace eligo {

namespace {

// The number that the "\\uXXXX" at the front of `rest` writes; nothing where none stands there.
std::optional<std::uint32_t> escaped_unit(std::string_view rest) {
  constexpr std::size_t size = 6;
  if (rest.size() < size || !rest.starts_with("\\u")) return std::nullopt;
  std::uint32_t value = 0;
  const char* const end = rest.data() + size;
  const auto [stop, error] = std::from_chars(rest.data() + 2, end, value, 16);
  if (error != std::errc{} || stop != end) return std::nullopt;
  return value;
}

struct Escape {
  std::string text;
  std::size_t size = 0;
};

// "\\u2265", or the two that write a character outside the basic plane. What writes none stays.
Escape numbered_escape(std::string_view rest) {
  constexpr std::size_t size = 6;
  const auto unit = escaped_unit(rest);
  if (!unit) return {std::string(rest.substr(0, 2)), 2};
  if (*unit < 0xD800U || *unit > 0xDFFFU) return {utf8_of(*unit), size};
  const auto low = escaped_unit(rest.substr(size));
  const bool is_pair = *unit <= 0xDBFFU && low && *low >= 0xDC00U && *low <= 0xDFFFU;
  if (!is_pair) return {std::string(rest.substr(0, size)), size};
  return {utf8_of(0x10000U + ((*unit - 0xD800U) << 10U) + (*low - 0xDC00U)), 2 * size};
}

Escape escape_at(std::string_view rest) {
  switch (rest[1]) {
    case 'b':
      return {"\b", 2};
    case 'f':
      return {"\f", 2};
    case 'n':
      return {"\n", 2};
    case 'r':
      return {"\r", 2};
    case 't':
      return {"\t", 2};
    case 'u':
      return numbered_escape(rest);
    case '"':
    case '\\':
    case '/':
      return {std::string(1, rest[1]), 2};
    default:
      return {std::string(1, rest[0]), 1};
  }
}

}  // namespace

PlainText json_string_text(std::string_view content, Span literal) {
  PlainText text;
  const std::string_view inside = content.substr(0, literal.end - 1);
  std::size_t at = literal.begin + 1;
  while (at < inside.size()) {
    const std::size_t run_end = std::min(inside.find('\\', at), inside.size());
    append_verbatim(text, inside.substr(at, run_end - at), at);
    at = run_end;
    if (at + 1 >= inside.size()) break;
    const Escape escape = escape_at(inside.substr(at));
    append_words(text, escape.text, at, at + escape.size);
    at += escape.size;
  }
  return text;
}

std::optional<Span> next_json_string(std::string_view content, std::size_t begin) {
  const std::size_t open = content.find('"', begin);
  if (open == std::string_view::npos) return std::nullopt;
  std::size_t at = content.find_first_of("\"\\", open + 1);
  while (at != std::string_view::npos && content[at] == '\\') {
    at = content.find_first_of("\"\\", at + 2);
  }
  if (at == std::string_view::npos) return std::nullopt;
  return Span{static_cast<std::uint32_t>(open), static_cast<std::uint32_t>(at + 1)};
}

}  // namespace eligo
