#pragma once

#include <span>
#include <string>
#include <string_view>

namespace eligo {

// The words that mean something in the rule language, in alphabetical order. None can be a name.
std::span<const std::string> keywords();

bool is_keyword(std::string_view text);

// Whether a rule file can write `text` as a name: a letter, "_", "µ", "μ" or "°", then more of
// these and digits, and no keyword.
bool is_name(std::string_view text);

}  // namespace eligo
