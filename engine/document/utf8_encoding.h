#pragma once

#include <cstdint>
#include <string>

namespace eligo {

// The UTF-8 of a code point, which is no surrogate.
std::string utf8_of(std::uint32_t code_point);

}  // namespace eligo
