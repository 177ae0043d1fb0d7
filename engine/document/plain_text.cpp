#include "document/plain_text.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace eligo {

namespace {

// One thing that a reader sees: the text it stands for and how many original bytes write it.
struct Symbol {
  std::string text;
  std::size_t size = 0;
};

bool is_escapable(char c) {
  constexpr std::string_view escapable = "\\`*_{}[]()#+-.!><^~|&=";
  return escapable.find(c) != std::string_view::npos;
}

// The character references that registries use in running text; any other stays as it is written.
constexpr std::array<std::pair<std::string_view, std::string_view>, 33> named_references = {{
    {"gt", ">"},    {"lt", "<"},     {"amp", "&"},   {"quot", "\""},  {"apos", "'"},
    {"nbsp", " "},  {"ge", "≥"},     {"le", "≤"},    {"ne", "≠"},     {"plusmn", "±"},
    {"micro", "µ"}, {"deg", "°"},    {"times", "×"}, {"divide", "÷"}, {"ndash", "–"},
    {"mdash", "—"}, {"hellip", "…"}, {"bull", "•"},  {"middot", "·"}, {"alpha", "α"},
    {"beta", "β"},  {"gamma", "γ"},  {"mu", "μ"},    {"lsquo", "‘"},  {"rsquo", "’"},
    {"ldquo", "“"}, {"rdquo", "”"},  {"reg", "®"},   {"trade", "™"},  {"sup2", "²"},
    {"sup3", "³"},  {"minus", "−"},  {"asymp", "≈"},
}};

std::string utf8_of(std::uint32_t code_point) {
  const auto byte = [](std::uint32_t value) { return static_cast<char>(value); };
  if (code_point < 0x80U) return {byte(code_point)};
  if (code_point < 0x800U) {
    return {byte(0xC0U | (code_point >> 6U)), byte(0x80U | (code_point & 0x3FU))};
  }
  if (code_point < 0x10000U) {
    return {byte(0xE0U | (code_point >> 12U)), byte(0x80U | ((code_point >> 6U) & 0x3FU)),
            byte(0x80U | (code_point & 0x3FU))};
  }
  return {byte(0xF0U | (code_point >> 18U)), byte(0x80U | ((code_point >> 12U) & 0x3FU)),
          byte(0x80U | ((code_point >> 6U) & 0x3FU)), byte(0x80U | (code_point & 0x3FU))};
}

std::optional<std::uint32_t> digit_of(char c, std::uint32_t base) {
  if (c >= '0' && c <= '9') return static_cast<std::uint32_t>(c - '0');
  if (base != 16) return std::nullopt;
  if (c >= 'a' && c <= 'f') return static_cast<std::uint32_t>(c - 'a' + 10);
  if (c >= 'A' && c <= 'F') return static_cast<std::uint32_t>(c - 'A' + 10);
  return std::nullopt;
}

// The character that "8805" (base 10) or "2265" (base 16) numbers.
std::optional<std::string> numbered_character(std::string_view digits, std::uint32_t base) {
  constexpr std::uint32_t last_code_point = 0x10FFFFU;
  if (digits.empty()) return std::nullopt;
  std::uint32_t code_point = 0;
  for (const char c : digits) {
    const auto digit = digit_of(c, base);
    if (!digit) return std::nullopt;
    code_point = code_point * base + *digit;
    if (code_point > last_code_point) return std::nullopt;
  }
  const bool is_surrogate = code_point >= 0xD800U && code_point <= 0xDFFFU;
  if (code_point == 0 || is_surrogate) return std::nullopt;
  return utf8_of(code_point);
}

// What the reference named between "&" and ";" stands for.
std::optional<std::string> referred(std::string_view name) {
  if (name.starts_with("#x") || name.starts_with("#X")) {
    return numbered_character(name.substr(2), 16);
  }
  if (name.starts_with('#')) return numbered_character(name.substr(1), 10);
  const auto* const found =
      std::find_if(named_references.begin(), named_references.end(),
                   [&](const auto& reference) { return reference.first == name; });
  if (found == named_references.end()) return std::nullopt;
  return std::string(found->second);
}

std::size_t character_size(std::string_view rest) {
  std::size_t size = 1;
  while (size < rest.size() && (static_cast<unsigned char>(rest[size]) & 0xC0U) == 0x80U) ++size;
  return size;
}

Symbol written_symbol(std::string_view rest) {
  const std::size_t size = character_size(rest);
  return {std::string(rest.substr(0, size)), size};
}

Symbol undone_symbol(std::string_view rest) {
  if (rest.front() == '\\' && rest.size() > 1 && is_escapable(rest[1])) {
    return {std::string(1, rest[1]), 2};
  }
  if (rest.front() == '&') {
    constexpr std::size_t longest_reference = 10;
    const std::size_t end = rest.substr(0, longest_reference).find(';');
    if (end != std::string_view::npos) {
      if (auto text = referred(rest.substr(1, end - 1))) return {std::move(*text), end + 1};
    }
  }
  return written_symbol(rest);
}

bool is_space(std::string_view character) {
  const auto first = static_cast<unsigned char>(character.front());
  if (first > ' ' && first < 0x80U) return false;
  static constexpr std::array<std::string_view, 24> spaces = {
      " ",      "\t",     "\n",     "\v",     "\f",     "\r",     "\u0085", "\u00A0",
      "\u2000", "\u2001", "\u2002", "\u2003", "\u2004", "\u2005", "\u2006", "\u2007",
      "\u2008", "\u2009", "\u200A", "\u2028", "\u2029", "\u202F", "\u205F", "\u3000"};
  return std::find(spaces.begin(), spaces.end(), character) != spaces.end();
}

void append(PlainText& plain, std::string_view text, std::size_t begin, std::size_t end) {
  plain.text += text;
  plain.begins.insert(plain.begins.end(), text.size(), static_cast<std::uint32_t>(begin));
  plain.ends.insert(plain.ends.end(), text.size(), static_cast<std::uint32_t>(end));
}

using SymbolReader = Symbol (*)(std::string_view rest);

PlainText read_symbols(std::string_view raw, std::uint32_t base, std::size_t enough,
                       SymbolReader read) {
  PlainText plain;
  std::optional<std::size_t> space_begin;
  std::size_t at = 0;
  while (at < raw.size()) {
    const Symbol symbol = read(raw.substr(at));
    if (is_space(symbol.text)) {
      if (!space_begin) space_begin = at;
    } else {
      if (plain.text.size() >= enough) {
        plain.is_whole = false;
        break;
      }
      if (space_begin && !plain.text.empty()) append(plain, " ", base + *space_begin, base + at);
      space_begin.reset();
      append(plain, symbol.text, base + at, base + at + symbol.size);
    }
    at += symbol.size;
  }
  return plain;
}

}  // namespace

PlainText plain_text(std::string_view raw, std::uint32_t base, std::size_t enough) {
  return read_symbols(raw, base, enough, undone_symbol);
}

PlainText collapsed_text(std::string_view raw) {
  return read_symbols(raw, 0, std::string_view::npos, written_symbol);
}

}  // namespace eligo
