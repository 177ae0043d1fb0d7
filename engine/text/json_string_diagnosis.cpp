#include "text/json_string_diagnosis.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace eligo {
namespace {

Diagnostic wrong(const SourceText& source, std::size_t offset, std::size_t size,
                 std::string message, std::string help = {}) {
  const Span span{static_cast<std::uint32_t>(offset), static_cast<std::uint32_t>(offset + size)};
  return make_diagnostic(DiagnosticCode::invalid_json, source, span, std::move(message),
                         std::move(help));
}

std::optional<unsigned> hex_digit(char c) {
  if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a') + 10;
  if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A') + 10;
  return std::nullopt;
}

// The code unit that "\uXXXX" at `offset` writes; nothing where no such escape stands there.
std::optional<unsigned> unicode_escape(std::string_view text, std::size_t offset) {
  constexpr std::size_t size = 6;
  if (text.size() - std::min(offset, text.size()) < size) return std::nullopt;
  if (!text.substr(offset).starts_with("\\u")) return std::nullopt;
  unsigned unit = 0;
  for (std::size_t i = 2; i < size; ++i) {
    const auto digit = hex_digit(text[offset + i]);
    if (!digit) return std::nullopt;
    unit = unit * 16 + *digit;
  }
  return unit;
}

bool is_high_surrogate(unsigned unit) {
  return unit >= 0xD800 && unit <= 0xDBFF;
}
bool is_low_surrogate(unsigned unit) {
  return unit >= 0xDC00 && unit <= 0xDFFF;
}

std::string ends_inside() {
  return "the text ends inside a string";
}

// What is wrong with the escape at `offset`; its size where nothing is.
struct Escape {
  std::size_t size = 2;
  std::optional<Diagnostic> error;
};

Escape unicode_escape_at(const SourceText& source, std::size_t offset) {
  const std::string_view text = source.content();
  const auto unit = unicode_escape(text, offset);
  if (!unit) {
    const std::size_t size = std::min<std::size_t>(2, text.size() - offset);
    return {2, wrong(source, offset, size, "'\\u' without four hexadecimal digits behind it",
                     "write \\u00B5, or the character itself")};
  }
  if (is_low_surrogate(*unit)) {
    return {6, wrong(source, offset, 6,
                     fmt::format("the second half of a surrogate pair, \\u{:04X}, alone", *unit),
                     "write the character itself")};
  }
  if (!is_high_surrogate(*unit)) return {6, std::nullopt};
  const auto second = unicode_escape(text, offset + 6);
  if (second && is_low_surrogate(*second)) return {12, std::nullopt};
  return {6, wrong(source, offset, 6,
                   fmt::format("the first half of a surrogate pair, \\u{:04X}, alone", *unit),
                   "write the character itself")};
}

Escape escape_at(const SourceText& source, std::size_t offset) {
  const std::string_view text = source.content();
  if (offset + 1 >= text.size()) return {2, wrong(source, offset, 1, ends_inside())};
  const char c = text[offset + 1];
  if (c == 'u') return unicode_escape_at(source, offset);
  if (std::string_view("\"\\/bfnrt").find(c) != std::string_view::npos) return {2, std::nullopt};
  return {2, wrong(source, offset, 2, "an escape that JSON does not have",
                   "a backslash itself is written \\\\")};
}

}  // namespace

Diagnostic diagnose_json_string(const SourceText& source, std::size_t offset) {
  const std::string_view text = source.content();
  for (std::size_t at = offset + 1; at < text.size();) {
    const char c = text[at];
    if (c == '"') break;
    if (c == '\n' || c == '\r') {
      return wrong(source, offset, at - offset, "a string goes on over the end of its line",
                   "close it with '\"', or write the line end as \\n");
    }
    if (static_cast<unsigned char>(c) < 0x20U) {
      return wrong(
          source, at, 1,
          fmt::format("the control character U+{:04X} in a string", static_cast<unsigned char>(c)),
          fmt::format("write it as \\u{:04X}", static_cast<unsigned char>(c)));
    }
    if (c != '\\') {
      ++at;
      continue;
    }
    Escape escape = escape_at(source, at);
    if (escape.error) return std::move(*escape.error);
    at += escape.size;
  }
  return wrong(source, offset, text.size() - offset, ends_inside(),
               "close it with '\"'; the file seems to be cut off");
}

}  // namespace eligo
