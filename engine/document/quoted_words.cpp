#include "document/quoted_words.h"

#include <algorithm>

#include "document/list_marker.h"

namespace eligo {

namespace {

std::uint32_t first_byte(const TextPart& part) {
  return part.line->words.begins[part.begin];
}

std::uint32_t end_byte(const TextPart& part) {
  return part.line->words.ends[part.end - 1];
}

bool is_only_markers(std::string_view text) {
  while (!text.empty()) {
    const std::size_t size = list_marker_size(text);
    if (size == 0) return false;
    text.remove_prefix(size);
  }
  return true;
}

// Whether nothing but indentation and list markers stands before the byte on its line.
bool begins_its_line(const SourceText& text, std::uint32_t byte, std::uint32_t line) {
  constexpr std::uint32_t longest_indentation = 256;
  const std::uint32_t start = text.line_start(line);
  if (byte - start > longest_indentation) return false;
  return is_only_markers(plain_text(text.content().substr(start, byte - start)).text);
}

// Whether only white space follows up to the line's end.
bool ends_its_line(const SourceText& text, std::uint32_t byte) {
  const std::size_t line_end = std::min(text.content().find('\n', byte), text.content().size());
  return plain_text(text.content().substr(byte, line_end - byte), 0, 1).text.empty();
}

}  // namespace

std::string joined_text(std::span<const TextPart> parts) {
  std::string result;
  for (const TextPart& part : parts) {
    if (part.text().empty()) continue;
    if (!result.empty()) result += ' ';
    result += part.text();
  }
  return result;
}

QuotedWords quoted_words(const Document& document, std::span<const TextPart> parts) {
  const SourceText& text = document.text;
  QuotedWords words;
  words.text = joined_text(parts);
  const std::uint32_t begin = first_byte(parts.front());
  const std::uint32_t end = end_byte(parts.back());
  const Position position = text.position(begin);
  words.line = position.line;
  const bool is_whole = begins_its_line(text, begin, position.line) && ends_its_line(text, end) &&
                        end > begin &&
                        plain_text(text.content().substr(begin, end - begin)).text == words.text;
  if (!is_whole) words.column = position.column;
  return words;
}

std::uint32_t line_of(const Document& document, const TextPart& part) {
  return document.text.position(first_byte(part)).line;
}

}  // namespace eligo
