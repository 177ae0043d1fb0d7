#include "language/string_literal.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>

namespace eligo {
namespace {

void append_utf8(std::string& text, char32_t code_point) {
  const auto value = static_cast<std::uint32_t>(code_point);
  const auto byte = [&text](std::uint32_t bits) { text += static_cast<char>(bits); };
  if (value < 0x80U) {
    byte(value);
  } else if (value < 0x800U) {
    byte(0xC0U | value >> 6U);
    byte(0x80U | (value & 0x3FU));
  } else if (value < 0x10000U) {
    byte(0xE0U | value >> 12U);
    byte(0x80U | (value >> 6U & 0x3FU));
    byte(0x80U | (value & 0x3FU));
  } else {
    byte(0xF0U | value >> 18U);
    byte(0x80U | (value >> 12U & 0x3FU));
    byte(0x80U | (value >> 6U & 0x3FU));
    byte(0x80U | (value & 0x3FU));
  }
}

struct Escape {
  std::optional<char32_t> meaning;  // unset: there is no such escape
  std::size_t length = 0;
};

bool is_scalar_value(std::uint32_t value) {
  return value != 0 && value <= 0x10FFFFU && (value < 0xD800U || value > 0xDFFFU);
}

// "\u{XXXX}" at the front of `text`.
Escape unicode_escape(std::string_view text) {
  const std::size_t end = text.find('}');
  if (!text.starts_with("\\u{") || end == std::string_view::npos || end > 9) return {{}, 2};
  const std::string_view digits = text.substr(3, end - 3);
  std::uint32_t value = 0;
  const auto [stop, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
  const bool read = error == std::errc{} && stop == digits.data() + digits.size();
  if (!read || !is_scalar_value(value)) return {{}, end + 1};
  return {static_cast<char32_t>(value), end + 1};
}

// The escape at the front of `text`, which begins with a backslash.
Escape escape_at(std::string_view text) {
  if (text.size() < 2) return {{}, 1};
  switch (text[1]) {
    case '"':
      return {U'"', 2};
    case '\\':
      return {U'\\', 2};
    case 'n':
      return {U'\n', 2};
    case 'u':
      return unicode_escape(text);
    default:
      return {{}, 1 + code_point_at(text, 1).length};
  }
}

}  // namespace

DecodedLiteral decode_literal(std::string_view literal) {
  DecodedLiteral decoded;
  const std::size_t end = std::max<std::size_t>(literal.size(), 2) - 1;
  const std::string_view inside = literal.substr(0, end);
  for (std::size_t i = 1; i < inside.size();) {
    if (inside[i] != '\\') {
      decoded.text += inside[i++];
      continue;
    }
    const Escape escape = escape_at(inside.substr(i));
    if (escape.meaning) {
      append_utf8(decoded.text, *escape.meaning);
    } else {
      decoded.text += inside.substr(i, escape.length);
      decoded.invalid.push_back({i, escape.length});
    }
    i += escape.length;
  }
  return decoded;
}

std::string encode_literal(std::string_view text) {
  std::string literal = "\"";
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint point = code_point_at(text, i);
    if (point.value == U'"' || point.value == U'\\') {
      literal += '\\';
      literal += text[i];
    } else if (point.value == U'\n') {
      literal += "\\n";
    } else if (is_control(point.value) || is_bidirectional_control(point.value) ||
               point.value == U'\t' || point.value == U'\r') {
      literal += fmt::format("\\u{{{:X}}}", static_cast<std::uint32_t>(point.value));
    } else {
      literal += text.substr(i, point.length);
    }
    i += point.length;
  }
  return literal + '"';
}

bool is_control(char32_t code_point) {
  if (code_point == U'\t' || code_point == U'\n' || code_point == U'\r') return false;
  return code_point < 0x20 || (code_point >= 0x7F && code_point <= 0x9F);
}

bool is_bidirectional_control(char32_t code_point) {
  return code_point == 0x061C || code_point == 0x200E || code_point == 0x200F ||
         (code_point >= 0x202A && code_point <= 0x202E) ||
         (code_point >= 0x2066 && code_point <= 0x2069);
}

CodePoint code_point_at(std::string_view text, std::size_t offset) {
  const auto byte = [&](std::size_t i) {
    return offset + i < text.size()
               ? static_cast<std::uint32_t>(static_cast<unsigned char>(text[offset + i]))
               : 0U;
  };
  const std::uint32_t first = byte(0);
  if (first < 0xC0U) return {static_cast<char32_t>(first), 1};
  if (first < 0xE0U) return {static_cast<char32_t>((first & 0x1FU) << 6U | (byte(1) & 0x3FU)), 2};
  if (first < 0xF0U) {
    return {
        static_cast<char32_t>((first & 0x0FU) << 12U | (byte(1) & 0x3FU) << 6U | (byte(2) & 0x3FU)),
        3};
  }
  return {static_cast<char32_t>((first & 0x07U) << 18U | (byte(1) & 0x3FU) << 12U |
                                (byte(2) & 0x3FU) << 6U | (byte(3) & 0x3FU)),
          4};
}

}  // namespace eligo
