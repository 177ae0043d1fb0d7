#include "document/plain_text.h"

#include <algorithm>
#include <array>
#include <utility>

#include "document/character_reference.h"

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
    CharacterReference reference = character_reference(rest);
    if (reference.size > 0) return {std::move(reference.text), reference.size};
  }
  return written_symbol(rest);
}

bool is_space(std::string_view character) {
  if (character == " ") return true;
  const auto first = static_cast<unsigned char>(character.front());
  if (first > ' ' && first < 0x80U) return false;
  static constexpr std::array<std::string_view, 24> spaces = {
      " ",      "\t",     "\n",     "\v",     "\f",     "\r",     "\u0085", "\u00A0",
      "\u2000", "\u2001", "\u2002", "\u2003", "\u2004", "\u2005", "\u2006", "\u2007",
      "\u2008", "\u2009", "\u200A", "\u2028", "\u2029", "\u202F", "\u205F", "\u3000"};
  return std::find(spaces.begin(), spaces.end(), character) != spaces.end();
}

using SymbolReader = Symbol (*)(std::string_view rest);

// How many bytes at the front of `text` are ASCII that stands for itself whatever the reader.
std::size_t literal_size(std::string_view text) {
  const auto* const end = std::find_if(text.begin(), text.end(), [](char c) {
    return c <= ' ' || c > '~' || c == '\\' || c == '&';
  });
  return static_cast<std::size_t>(end - text.begin());
}

PlainText read_symbols(std::string_view raw, std::uint32_t base, std::size_t enough,
                       SymbolReader read) {
  PlainText plain;
  bool follows_space = false;
  std::size_t space_begin = 0;
  std::size_t at = 0;
  while (at < raw.size()) {
    const std::string_view rest = raw.substr(at);
    const std::size_t wanted = enough - std::min(enough, plain.text.size());
    const std::size_t literal = literal_size(rest.substr(0, std::max<std::size_t>(wanted, 1)));
    const Symbol symbol = literal > 0 ? Symbol{} : read(rest);
    if (literal == 0 && is_space(symbol.text)) {
      if (!follows_space) space_begin = at;
      follows_space = true;
      at += symbol.size;
      continue;
    }
    if (plain.text.size() >= enough) {
      plain.is_whole = false;
      break;
    }
    if (follows_space && !plain.text.empty())
      append_words(plain, " ", base + space_begin, base + at);
    follows_space = false;
    if (literal > 0) {
      append_verbatim(plain, rest.substr(0, literal), base + at);
      at += literal;
    } else {
      append_words(plain, symbol.text, base + at, base + at + symbol.size);
      at += symbol.size;
    }
  }
  return plain;
}

}  // namespace

PlainText plain_text(std::string_view raw, std::uint32_t base, std::size_t enough) {
  return read_symbols(raw, base, enough, undone_symbol);
}

PlainText plain_text(const PlainText& decoded, std::size_t begin, std::size_t end) {
  PlainText plain = plain_text(std::string_view(decoded.text).substr(begin, end - begin));
  for (std::uint32_t& offset : plain.begins) offset = decoded.begins[begin + offset];
  for (std::uint32_t& offset : plain.ends) offset = decoded.ends[begin + offset - 1];
  plain.is_whole = decoded.is_whole;
  return plain;
}

PlainText plain_text(const PlainText& decoded) {
  return plain_text(decoded, 0, decoded.text.size());
}

void append_words(PlainText& text, std::string_view words, std::size_t begin, std::size_t end) {
  text.text += words;
  text.begins.resize(text.text.size(), static_cast<std::uint32_t>(begin));
  text.ends.resize(text.text.size(), static_cast<std::uint32_t>(end));
}

void append_verbatim(PlainText& text, std::string_view words, std::size_t begin) {
  const std::size_t old_size = text.text.size();
  text.text += words;
  text.begins.resize(text.text.size());
  text.ends.resize(text.text.size());
  for (std::size_t at = 0; at < words.size();) {
    const std::size_t end = at + character_size(words.substr(at));
    for (std::size_t i = at; i < end; ++i) {
      text.begins[old_size + i] = static_cast<std::uint32_t>(begin + at);
      text.ends[old_size + i] = static_cast<std::uint32_t>(begin + end);
    }
    at = end;
  }
}

PlainText collapsed_text(std::string_view raw) {
  return read_symbols(raw, 0, std::string_view::npos, written_symbol);
}

}  // namespace eligo
