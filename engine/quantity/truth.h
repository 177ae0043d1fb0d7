#pragma once

#include <cstdint>

namespace eligo {

// The three values of Kleene's strong logic.
enum class Truth : std::uint8_t { no, yes, unknown };

}  // namespace eligo
