#pragma once

#include <string>
#include <string_view>

namespace eligo {

// A unit as it was written, in ASCII: no space at its ends and never two in a row, the micro signs
// as "u", superscripts as "^2", "×" as "x", "·" as ".", the minus and slash signs as "-" and "/".
// What else is not ASCII stays.
std::string folded_unit(std::string_view text);

// The form under which spellings of whole units compare without regard to case: a folded unit in
// lower case, without spaces and carets, "per" as "/".
std::string caseless_unit_key(std::string_view folded);

// A folded unit as an expression in laboratory syntax: powers of ten, however they are marked
// ("x10E9", "10x9", "X 10^9"), as "10*9"; "per" as "/"; no space beside an operator.
std::string laboratory_expression(std::string_view folded);

// `text` with its ASCII letters in lower case.
std::string ascii_lower(std::string_view text);

}  // namespace eligo
