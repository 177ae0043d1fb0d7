#include "serve/target.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "text/unicode.h"

namespace eligo {
namespace {

std::optional<unsigned> hex_digit(char c) {
  if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a') + 10U;
  if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A') + 10U;
  return std::nullopt;
}

// Undoes "%41". Nothing for broken escapes, control characters and what is not UTF-8.
std::optional<std::string> decoded(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      result += text[i];
      continue;
    }
    if (i + 2 >= text.size()) return std::nullopt;
    const auto high = hex_digit(text[i + 1]);
    const auto low = hex_digit(text[i + 2]);
    if (!high || !low) return std::nullopt;
    result += static_cast<char>(*high * 16U + *low);
    i += 2;
  }
  const bool has_control = std::any_of(result.begin(), result.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20U || c == '\x7F';
  });
  if (has_control || first_invalid_utf8(result)) return std::nullopt;
  return result;
}

bool take_path(std::string_view path, Target& target) {
  if (path.empty() || path.front() != '/') return false;
  path.remove_prefix(1);
  while (!path.empty()) {
    const std::size_t end = std::min(path.find('/'), path.size());
    auto part = decoded(path.substr(0, end));
    if (!part || part->empty() || *part == "." || *part == "..") return false;
    target.path.push_back(*std::move(part));
    if (end + 1 == path.size()) return false;  // an empty part behind the last "/"
    path.remove_prefix(std::min(end + 1, path.size()));
  }
  return true;
}

bool take_query(std::string_view query, Target& target) {
  while (!query.empty()) {
    const std::size_t end = std::min(query.find('&'), query.size());
    const std::string_view member = query.substr(0, end);
    query.remove_prefix(std::min(end + 1, query.size()));
    if (member.empty()) continue;
    const std::size_t equals = std::min(member.find('='), member.size());
    std::string text(member.substr(std::min(equals + 1, member.size())));
    std::replace(text.begin(), text.end(), '+', ' ');
    auto name = decoded(member.substr(0, equals));
    auto value = decoded(text);
    if (!name || !value) return false;
    if (!target.query.emplace(*std::move(name), *std::move(value)).second) return false;
  }
  return true;
}

constexpr std::string_view base64_digits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

constexpr std::array<std::int8_t, 256> base64_values = [] {
  std::array<std::int8_t, 256> values{};
  values.fill(-1);
  for (std::size_t i = 0; i < base64_digits.size(); ++i) {
    values[static_cast<unsigned char>(base64_digits[i])] = static_cast<std::int8_t>(i);
  }
  return values;
}();

}  // namespace

std::optional<Target> parse_target(std::string_view target) {
  const std::size_t mark = std::min(target.find('?'), target.size());
  Target parsed;
  if (!take_path(target.substr(0, mark), parsed)) return std::nullopt;
  if (!take_query(target.substr(std::min(mark + 1, target.size())), parsed)) return std::nullopt;
  return parsed;
}

std::optional<std::string> from_base64(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  const std::size_t padding = text.ends_with("==") ? 2 : text.ends_with('=') ? 1 : 0;
  const std::size_t digits = text.size() - padding;
  std::string bytes;
  bytes.reserve(text.size() / 4 * 3);
  std::uint32_t bits = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::int8_t value = 0;
    if (i < digits) value = base64_values[static_cast<unsigned char>(text[i])];
    if (value < 0) return std::nullopt;
    bits = bits << 6U | static_cast<std::uint32_t>(value);
    if (i % 4 != 3) continue;
    for (const unsigned shift : {16U, 8U, 0U}) bytes += static_cast<char>(bits >> shift & 0xFFU);
    bits = 0;
  }
  bytes.resize(bytes.size() - padding);
  return bytes;
}

}  // namespace eligo
