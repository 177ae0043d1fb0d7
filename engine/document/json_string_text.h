#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "document/plain_text.h"
#include "text/span.h"

namespace eligo {

// What the JSON string literal at `literal`, its quotes included, says, and where in `content` each
// byte of it is written. An escape that JSON does not have stays as it is.
PlainText json_string_text(std::string_view content, Span literal);

// The first string literal of `content` from the byte `begin` on, which stands in none; nothing
// where there is none that ends.
std::optional<Span> next_json_string(std::string_view content, std::size_t begin);

}  // namespace eligo
