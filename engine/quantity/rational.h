#pragma once

#include <gmpxx.h>

#include <optional>
#include <string>
#include <string_view>

namespace eligo {

// An exact number: every decimal a record or a rule can write, and every result of + - × ÷ on
// them. Name the type of a result (`Rational sum = a + b;`, never `auto`): GMP's operators
// return unevaluated expressions.
using Rational = mpq_class;

// The number that a decimal text writes: "7.5", "-0.30", "1e3". Nothing where the text is not a
// decimal, has more than 39 digits behind its leading zeros, or an exponent or places beyond 308.
std::optional<Rational> parse_decimal(std::string_view text);

// The shortest decimal that is exactly `number`; where none is finite or it needs more than
// `significant` digits behind the leading zeros, the nearest with that many significant digits
// (halves away from zero). Never in exponent form.
std::string decimal_text(const Rational& number, int significant = 20);

// Whether `number` is exactly a decimal of at most `significant` digits.
bool is_exact_decimal(const Rational& number, int significant = 20);

}  // namespace eligo
