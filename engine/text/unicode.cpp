#include "text/unicode.h"

#include <fmt/format.h>
#include <utf8proc.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <memory>

namespace eligo {
namespace {

struct CodePoint {
  utf8proc_int32_t value;  // negative where the bytes are not UTF-8
  std::size_t bytes;       // at least 1
};

// The code point at the front of `text`, which is not empty.
CodePoint first_code_point(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  if (lead < 0x80U) return {lead, 1};
  utf8proc_int32_t value = -1;
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  const utf8proc_ssize_t used =
      utf8proc_iterate(bytes, static_cast<utf8proc_ssize_t>(text.size()), &value);
  if (used <= 0) return {-1, 1};
  return {value, static_cast<std::size_t>(used)};
}

// Controls, line and paragraph separators, and the format characters that reorder or hide text.
// The soft hyphen and the two joiners belong to ordinary words and stay.
bool is_unsafe(utf8proc_int32_t value) {
  switch (utf8proc_category(value)) {
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
      return true;
    case UTF8PROC_CATEGORY_CF:
      return value != 0xAD && value != 0x200C && value != 0x200D;
    default:
      return false;
  }
}

// What separates words in a name. The percent sign does not: it tells a share from a count.
bool is_separator(utf8proc_int32_t value) {
  if (value == '%') return false;
  switch (utf8proc_category(value)) {
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_PC:
    case UTF8PROC_CATEGORY_PD:
    case UTF8PROC_CATEGORY_PS:
    case UTF8PROC_CATEGORY_PE:
    case UTF8PROC_CATEGORY_PI:
    case UTF8PROC_CATEGORY_PF:
    case UTF8PROC_CATEGORY_PO:
    case UTF8PROC_CATEGORY_SK:
    case UTF8PROC_CATEGORY_SO:
      return true;
    default:
      return false;
  }
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80U; });
}

// `text` in NFKC with case folded and ignorable characters removed; itself where it is not UTF-8.
std::string compatibility_folded(std::string_view text) {
  constexpr auto options = static_cast<utf8proc_option_t>(
      UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE);
  utf8proc_uint8_t* mapped = nullptr;
  const utf8proc_ssize_t size =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                   static_cast<utf8proc_ssize_t>(text.size()), &mapped, options);
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(mapped, &std::free);
  if (size < 0) return std::string(text);
  return {reinterpret_cast<const char*>(mapped), static_cast<std::size_t>(size)};
}

char ascii_lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

}  // namespace

std::optional<std::size_t> first_invalid_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint point = first_code_point(text.substr(i));
    if (point.value < 0) return i;
    i += point.bytes;
  }
  return std::nullopt;
}

std::size_t code_point_count(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

std::string escape_controls(std::string_view text) {
  std::string escaped;
  escaped.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint point = first_code_point(text.substr(i));
    if (point.value < 0) {
      escaped += fmt::format("\\x{{{:02X}}}", static_cast<unsigned char>(text[i]));
    } else if (point.value == '\n') {
      escaped += "\\n";
    } else if (point.value == '\t') {
      escaped += "\\t";
    } else if (is_unsafe(point.value)) {
      escaped += fmt::format("\\u{{{:04X}}}", point.value);
    } else {
      escaped += text.substr(i, point.bytes);
    }
    i += point.bytes;
  }
  return escaped;
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint point = first_code_point(text.substr(i));
    const int columns = point.value < 0 ? 1 : utf8proc_charwidth(point.value);
    width += static_cast<std::size_t>(std::max(columns, 0));
    i += point.bytes;
  }
  return width;
}

std::string folded_name(std::string_view text) {
  const std::string plain = is_ascii(text) ? std::string(text) : compatibility_folded(text);
  std::string folded;
  folded.reserve(plain.size());
  bool separated = false;
  for (std::size_t i = 0; i < plain.size();) {
    const CodePoint point = first_code_point(std::string_view(plain).substr(i));
    if (point.value >= 0 && is_separator(point.value)) {
      separated = true;
    } else {
      if (separated && !folded.empty()) folded += ' ';
      separated = false;
      if (point.bytes == 1) {
        folded += ascii_lower(plain[i]);
      } else {
        folded.append(plain, i, point.bytes);
      }
    }
    i += point.bytes;
  }
  return folded;
}

}  // namespace eligo
