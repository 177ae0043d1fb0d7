#pragma once

#include <string_view>

#include "text/span.h"

namespace eligo {

// The statement of a rule file that begins at byte `begin`: up to its ";", or to the "}" that
// closes its block. Braces in quotes and comments do not count. `text` is a file that can be
// parsed.
Span statement_span(std::string_view text, std::uint32_t begin);

// The same for one whose keyword stands before `inside`: "lost inclusion 1 …" from "inclusion".
Span statement_span_around(std::string_view text, std::uint32_t inside, std::string_view keyword);

}  // namespace eligo
