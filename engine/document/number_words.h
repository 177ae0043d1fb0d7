#pragma once

#include <string_view>

namespace eligo {

// Whether the last word of `before` is one that a number belongs to, so that what follows is no
// list marker: "of grade" before "1. Then", "at least" before "2. After".
bool takes_number(std::string_view before);

}  // namespace eligo
