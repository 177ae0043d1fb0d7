#include "document/word_edge.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

namespace eligo {

namespace {

struct Range {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
};

// ASCII letters and digits; ª, ², ³, µ, ¹, º; Latin, Greek and Cyrillic letters; raised and lowered
// digits. × and ÷ stand among the Latin letters and are none.
constexpr std::array<Range, 17> word_characters = {{{'0', '9'},
                                                    {'A', 'Z'},
                                                    {'a', 'z'},
                                                    {0xAA, 0xAA},
                                                    {0xB2, 0xB3},
                                                    {0xB5, 0xB5},
                                                    {0xB9, 0xBA},
                                                    {0xC0, 0xD6},
                                                    {0xD8, 0xF6},
                                                    {0xF8, 0x24F},
                                                    {0x370, 0x373},
                                                    {0x376, 0x37D},
                                                    {0x37F, 0x37F},
                                                    {0x386, 0x386},
                                                    {0x388, 0x52F},
                                                    {0x1E00, 0x1FFF},
                                                    {0x2070, 0x209C}}};

bool is_word_character(std::uint32_t code_point) {
  return std::any_of(word_characters.begin(), word_characters.end(), [&](const Range& range) {
    return code_point >= range.first && code_point <= range.last;
  });
}

bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

// The code point at the front of `text`, which is UTF-8 and not empty.
std::uint32_t first_code_point(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  if (lead < 0x80U) return lead;
  std::uint32_t value = lead >= 0xF0U ? lead & 0x07U : lead >= 0xE0U ? lead & 0x0FU : lead & 0x1FU;
  for (std::size_t i = 1; i < text.size() && is_continuation(text[i]); ++i) {
    value = (value << 6U) | (static_cast<unsigned char>(text[i]) & 0x3FU);
  }
  return value;
}

}  // namespace

bool begins_in_word(std::string_view text) {
  return !text.empty() && is_word_character(first_code_point(text));
}

bool ends_in_word(std::string_view text) {
  std::size_t begin = text.size();
  while (begin > 0 && is_continuation(text[begin - 1])) --begin;
  return begin > 0 && begins_in_word(text.substr(begin - 1));
}

}  // namespace eligo
