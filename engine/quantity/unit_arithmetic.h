#pragma once

#include <functional>
#include <optional>
#include <string_view>

#include "quantity/unit.h"
#include "quantity/unit_expression.h"

namespace eligo {

// The unit a · b, or a / b: its dimension, its factor and its UCUM code. Nothing where one of them
// is on a scale of its own (Celsius, pH) and the other is no number.
std::optional<Unit> product_of(const Unit& a, const Unit& b);
std::optional<Unit> quotient_of(const Unit& a, const Unit& b);

// What a symbol (an atom with its prefix, or a word) means. Points into a table.
struct SymbolValue {
  std::string_view ucum;
  const Dimension* dimension = nullptr;
  const Rational* factor = nullptr;
  const Rational* offset = nullptr;
  const Rational* prefix = nullptr;  // null for 1
  bool special = false;
};
using SymbolMeaning = std::function<std::optional<SymbolValue>(std::string_view symbol)>;

// Writes the unit that an expression of symbols writes to `unit`, or returns what is wrong with it.
std::optional<UnitProblem> evaluate_unit_expression(std::string_view text, UnitSyntax syntax,
                                                    const SymbolMeaning& meaning, Unit& unit);

}  // namespace eligo
