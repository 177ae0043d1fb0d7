#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace eligo {

// A character reference at the front of a text, "&gt;" or "&#8805;": what it stands for and how
// many bytes write it. Size 0 where there is none that is known.
struct CharacterReference {
  std::string text;
  std::size_t size = 0;
};
CharacterReference character_reference(std::string_view text);

}  // namespace eligo
