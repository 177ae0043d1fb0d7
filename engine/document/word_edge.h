#pragma once

#include <string_view>

namespace eligo {

// Whether the last, or the first, character of `text` belongs to a word: a letter of an alphabet
// that writes words apart, a digit, also a raised or lowered one. False where there is none.
bool ends_in_word(std::string_view text);
bool begins_in_word(std::string_view text);

}  // namespace eligo
