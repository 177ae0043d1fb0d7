#pragma once

// What tells one resource's content from another's. Private to this stage.

#include <array>
#include <cstdint>
#include <string_view>

#include "text/json.h"

namespace eligo {

// 128 bits of a SHA-256: two contents with the same digest do not occur.
using ResourceDigest = std::array<std::uint64_t, 2>;

// The same for texts that say the same: white space, the order of members and how a character is
// written make no difference. Every member counts, "meta" too.
ResourceDigest digest_of(const JsonValue& resource);
// Of a resource's type and id.
ResourceDigest digest_of(std::string_view type, std::string_view id);

}  // namespace eligo
