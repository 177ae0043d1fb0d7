#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "quantity/unit.h"

namespace eligo {

enum class UnitSyntax {
  ucum,        // as the UCUM specification has it
  laboratory,  // also "mm^3", "24h", and a space for a product
};

// What a symbol (an atom with its prefix, or a word) means, with its UCUM code.
using SymbolMeaning = std::function<std::optional<Unit>(std::string_view symbol)>;

// The unit that an expression of symbols writes: terms joined by "." and "/", a leading "/",
// parentheses, exponents, whole numbers, 10* and 10^, annotations in braces. Nothing where the text
// is no such expression, names an unknown symbol, or combines a unit that has an offset.
std::optional<Unit> parse_unit_expression(std::string_view text, UnitSyntax syntax,
                                          const SymbolMeaning& meaning);

// `unit` to the power of `exponent`; nothing for a power of a unit with an offset.
std::optional<Unit> unit_power(const Unit& unit, int exponent);

}  // namespace eligo
