#include "document/text_part.h"

#include <algorithm>

namespace eligo {

TextPart TextPart::without_first(std::size_t size) const {
  TextPart rest = between(size, end - begin);
  rest.begins_line = begins_line;
  return rest;
}

TextPart TextPart::between(std::size_t from, std::size_t to) const {
  TextPart part = *this;
  part.begin = begin + from;
  part.end = begin + to;
  const std::string_view words = line->words.text;
  while (part.begin < part.end && words[part.begin] == ' ') ++part.begin;
  while (part.end > part.begin && words[part.end - 1] == ' ') --part.end;
  part.begins_line = begins_line && from == 0;
  return part;
}

bool is_closed(std::string_view text) {
  while (!text.empty() && (text.back() == ')' || text.back() == ']' || text.back() == '*')) {
    text.remove_suffix(1);
  }
  return !text.empty() && std::string_view(".;:").find(text.back()) != std::string_view::npos;
}

bool begins_in_lower_case(std::string_view text) {
  return !text.empty() && text.front() >= 'a' && text.front() <= 'z';
}

std::string_view first_word(std::string_view text) {
  return text.substr(0, text.find(' '));
}

std::string_view last_word(std::string_view text) {
  const std::size_t space = text.rfind(' ');
  return space == std::string_view::npos ? text : text.substr(space + 1);
}

std::string lower_case(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return result;
}

std::string quoted_beginning(std::string_view text) {
  constexpr std::size_t most = 80;
  if (text.size() <= most) return "\"" + std::string(text) + "\"";
  std::size_t size = text.rfind(' ', most);
  if (size == std::string_view::npos || size == 0) size = most;
  while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U) --size;
  return "\"" + std::string(text.substr(0, size)) + " …\"";
}

}  // namespace eligo
