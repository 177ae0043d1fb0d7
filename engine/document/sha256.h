#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace eligo {

// The SHA-256 of `bytes` in lower-case hexadecimal; nothing where the cryptographic library fails.
std::optional<std::string> sha256_of(std::string_view bytes);

}  // namespace eligo
