#include "compile/atoms.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace eligo::compile {
namespace {

std::size_t character_size(std::string_view rest) {
  std::size_t size = 1;
  while (size < rest.size() && (static_cast<unsigned char>(rest[size]) & 0xC0U) == 0x80U) ++size;
  return size;
}

bool is_digit(std::string_view character) {
  return character.size() == 1 && character[0] >= '0' && character[0] <= '9';
}

// Characters beyond ASCII are letters but for the signs that criteria use.
bool is_letter(std::string_view character) {
  if (character.size() == 1) {
    const char c = character[0];
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }
  static constexpr std::array<std::string_view, 62> signs = {
      "≤", "≥", "⩽", "⩾", "≦",  "≧",  "＜", "＞", "＝", "‹",  "›",  "«",  "»",  "±",     "×", "÷",
      "·", "•", "–", "—", "−",  "‐",  "‑",  "‒",  "―",  "…",  "‘",  "’",  "“",  "”",     "′", "″",
      "°", "²", "³", "¹", "⁰",  "⁴",  "⁵",  "⁶",  "⁷",  "⁸",  "⁹",  "®",  "™",  "©",     "£", "¡",
      "¿", "→", "↑", "↓", "、", "，", "。", "；", "：", "（", "）", "％", "／", "\u00AD"};
  return std::find(signs.begin(), signs.end(), character) == signs.end();
}

bool is_space(std::string_view character) {
  return character == " " || character == "\t" || character == "\n" || character == "\r" ||
         character == "\u00A0" || character == "\u2009" || character == "\u202F";
}

}  // namespace

std::vector<Atom> atoms_of(std::string_view sentence) {
  std::vector<Atom> atoms;
  bool space_before = false;
  std::size_t at = 0;
  while (at < sentence.size()) {
    const std::size_t begin = at;
    std::string_view character = sentence.substr(at, character_size(sentence.substr(at)));
    at += character.size();
    if (is_space(character)) {
      space_before = true;
      continue;
    }
    Atom::Kind kind = Atom::Kind::sign;
    if (is_digit(character)) kind = Atom::Kind::digits;
    if (is_letter(character)) kind = Atom::Kind::word;
    while (kind != Atom::Kind::sign && at < sentence.size()) {
      character = sentence.substr(at, character_size(sentence.substr(at)));
      const bool goes_on = is_digit(character) || (kind == Atom::Kind::word &&
                                                   is_letter(character) && !is_space(character));
      if (!goes_on) break;
      at += character.size();
    }
    atoms.push_back(
        {kind, {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at)}, space_before});
    space_before = false;
  }
  return atoms;
}

}  // namespace eligo::compile
