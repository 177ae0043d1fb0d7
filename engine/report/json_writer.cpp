#include "report/json_writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

#include "text/json.h"
#include "text/unicode.h"

namespace eligo {
namespace {

// How many bytes the code point at the start of `text` has; 1 where it is not UTF-8.
std::size_t bytes_of_first(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  const std::size_t size = lead >= 0xF0U ? 4 : lead >= 0xE0U ? 3 : lead >= 0xC0U ? 2 : 1;
  return first_invalid_utf8(text.substr(0, size)) ? 1 : std::min(size, text.size());
}

// A code point as JSON escapes it, in UTF-16; a byte that is not UTF-8 as the replacement
// character.
std::string utf16_escape(std::string_view point) {
  const auto lead = static_cast<unsigned char>(point.front());
  if (point.size() == 1 && lead >= 0x80U) return "\\ufffd";
  std::uint32_t value = point.size() == 1 ? lead : lead & (0x7FU >> point.size());
  for (const char byte : point.substr(1)) {
    value = (value << 6U) | (static_cast<unsigned char>(byte) & 0x3FU);
  }
  if (value <= 0xFFFFU) return fmt::format("\\u{:04x}", value);
  value -= 0x10000U;
  return fmt::format("\\u{:04x}\\u{:04x}", 0xD800U + (value >> 10U), 0xDC00U + (value & 0x3FFU));
}

// `text` as a JSON string in which no character acts on a terminal or hides what is written: JSON
// itself asks only for those below space to be escaped.
std::string inert_literal(std::string_view text) {
  const std::string literal = json_string_literal(text);
  const auto may_act = [](char byte) { return static_cast<unsigned char>(byte) >= 0x7FU; };
  if (std::none_of(literal.begin(), literal.end(), may_act)) return literal;
  std::string inert;
  for (std::size_t i = 0; i < literal.size();) {
    const std::string_view rest = std::string_view(literal).substr(i);
    const std::string_view point = rest.substr(0, bytes_of_first(rest));
    inert += escape_controls(point) == point ? std::string(point) : utf16_escape(point);
    i += point.size();
  }
  return inert;
}

}  // namespace

void JsonWriter::before_value() {
  if (needs_comma_) text_ += ',';
  needs_comma_ = true;
}

JsonWriter& JsonWriter::begin_object() {
  before_value();
  text_ += '{';
  needs_comma_ = false;
  return *this;
}

JsonWriter& JsonWriter::end_object() {
  text_ += '}';
  needs_comma_ = true;
  return *this;
}

JsonWriter& JsonWriter::begin_array() {
  before_value();
  text_ += '[';
  needs_comma_ = false;
  return *this;
}

JsonWriter& JsonWriter::end_array() {
  text_ += ']';
  needs_comma_ = true;
  return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
  before_value();
  text_ += inert_literal(name);
  text_ += ':';
  needs_comma_ = false;
  return *this;
}

JsonWriter& JsonWriter::string(std::string_view text) {
  before_value();
  text_ += inert_literal(text);
  return *this;
}

JsonWriter& JsonWriter::number(std::string_view decimal) {
  before_value();
  text_ += decimal;
  return *this;
}

JsonWriter& JsonWriter::boolean(bool value) {
  before_value();
  text_ += value ? "true" : "false";
  return *this;
}

JsonWriter& JsonWriter::null() {
  before_value();
  text_ += "null";
  return *this;
}

JsonWriter& JsonWriter::value(std::string_view json) {
  before_value();
  text_ += json;
  return *this;
}

JsonWriter& JsonWriter::member(std::string_view name, std::string_view text) {
  if (text.empty()) return *this;
  return key(name).string(text);
}

}  // namespace eligo
