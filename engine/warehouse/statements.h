#pragma once

// A script of the generators as the statements that a connection runs.

#include <string>
#include <string_view>
#include <vector>

namespace eligo::warehouse {

// The statements of a script of engine/sql, in order, without comments, semicolons and the DROPs
// that make it repeatable: a run begins with nothing of its own, and a table of that name is then
// somebody else's. Quotes are ' alone, and doubled within a literal.
std::vector<std::string> statements_of(std::string_view script);

}  // namespace eligo::warehouse
