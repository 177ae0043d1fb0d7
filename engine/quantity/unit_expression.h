#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "quantity/unit.h"

namespace eligo {

enum class UnitSyntax {
  ucum,        // as the UCUM specification has it
  laboratory,  // also "mm^3", "24h", and a space for a product
};

// One factor of a unit expression. Parentheses are resolved: "mg/(kg.d)" is mg, divided by kg,
// divided by d.
struct UnitFactor {
  enum class Kind { symbol, power_of_ten, number, annotation };
  Kind kind = Kind::symbol;
  std::string_view text;  // of a symbol ("mg", "10*") or the digits of a number; else empty
  std::size_t begin = 0;  // where the factor stands in the expression
  int exponent = 1;
  bool divides = false;
  bool counts_next = false;  // the 24 of "24h"
  std::string annotation;    // "{creat}" with its braces; may be empty
};

// What is wrong with an expression, before it is put into words: `size` bytes from `begin` on. The
// text follows the subject in quotes where there is one. They point into the expression or to text
// that stays.
struct UnitProblem {
  std::size_t begin = 0;
  std::size_t size = 0;
  std::string_view text;
  std::string_view subject;
};
UnitFault in_words(const UnitProblem& problem);

// The factors that an expression is made of: terms joined by "." and "/", a leading "/",
// parentheses, exponents, whole numbers, 10* and 10^, annotations in braces; or what is wrong with
// it. What the symbols mean is not looked at. The factors point into `text`.
std::variant<std::vector<UnitFactor>, UnitProblem> read_unit_factors(std::string_view text,
                                                                     UnitSyntax syntax);

}  // namespace eligo
