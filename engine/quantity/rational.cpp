#include "quantity/rational.h"

#include <algorithm>
#include <cstddef>

namespace eligo {
namespace {

constexpr std::size_t most_digits = 39;
constexpr int most_exponent = 308;  // also the most digits behind the point

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

mpz_class power_of_ten(unsigned long exponent) {
  mpz_class power;
  mpz_ui_pow_ui(power.get_mpz_t(), 10, exponent);
  return power;
}

// Takes the digits at the front of `text`.
std::string_view take_digits(std::string_view& text) {
  const auto end = std::find_if_not(text.begin(), text.end(), is_digit);
  const std::string_view digits = text.substr(0, static_cast<std::size_t>(end - text.begin()));
  text.remove_prefix(digits.size());
  return digits;
}

// Takes an exponent part, "e-3"; 0 where there is none, nothing where it is malformed or too large.
std::optional<int> take_exponent(std::string_view& text) {
  if (text.empty() || (text.front() != 'e' && text.front() != 'E')) return 0;
  text.remove_prefix(1);
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  const std::string_view digits = take_digits(text);
  if (digits.empty()) return std::nullopt;
  int exponent = 0;
  for (const char c : digits) {
    exponent = exponent * 10 + (c - '0');
    if (exponent > most_exponent) return std::nullopt;
  }
  return negative ? -exponent : exponent;
}

// A number as digits and the power of ten that they count: digits · 10^exponent. No sign, no
// trailing zeros; zero has no digits.
struct Decimal {
  std::string digits;
  long exponent = 0;
};

Decimal without_trailing_zeros(const mpz_class& mantissa, long exponent) {
  if (mantissa == 0) return {};
  std::string digits = mantissa.get_str();
  while (digits.ends_with('0')) {
    digits.pop_back();
    ++exponent;
  }
  return {digits, exponent};
}

// The decimal that is exactly `number` (not negative); nothing where none is finite.
std::optional<Decimal> exact_decimal(const Rational& number) {
  mpz_class rest;
  const mpz_class two = 2;
  const mpz_class five = 5;
  const mp_bitcnt_t twos = mpz_remove(rest.get_mpz_t(), number.get_den_mpz_t(), two.get_mpz_t());
  const mp_bitcnt_t fives = mpz_remove(rest.get_mpz_t(), rest.get_mpz_t(), five.get_mpz_t());
  if (rest != 1) return std::nullopt;
  const unsigned long places = std::max(twos, fives);
  const mpz_class mantissa = number.get_num() * power_of_ten(places) / number.get_den();
  return without_trailing_zeros(mantissa, -static_cast<long>(places));
}

// number · 10^places, rounded to the nearest integer, halves up.
mpz_class scaled_and_rounded(const Rational& number, long places) {
  mpz_class numerator = number.get_num();
  mpz_class denominator = number.get_den();
  if (places >= 0) {
    numerator *= power_of_ten(static_cast<unsigned long>(places));
  } else {
    denominator *= power_of_ten(static_cast<unsigned long>(-places));
  }
  return (2 * numerator + denominator) / (2 * denominator);
}

// The power of ten of the first digit of `number` (positive): 0 for 7.5, -2 for 0.012.
long leading_exponent(const Rational& number) {
  const auto digits = [](const mpz_class& n) {
    return static_cast<long>(mpz_sizeinbase(n.get_mpz_t(), 10));
  };
  // At most two off, as sizeinbase may be one too large for either part.
  long exponent = digits(number.get_num()) - digits(number.get_den()) + 1;
  const auto reaches = [&](long power) {
    if (power >= 0) {
      return number.get_num() >= number.get_den() * power_of_ten(static_cast<unsigned long>(power));
    }
    return number.get_num() * power_of_ten(static_cast<unsigned long>(-power)) >= number.get_den();
  };
  while (!reaches(exponent)) --exponent;
  return exponent;
}

Decimal nearest_decimal(const Rational& number, int significant) {
  const long places = significant - 1 - leading_exponent(number);
  return without_trailing_zeros(scaled_and_rounded(number, places), -places);
}

std::string plain_text(const Decimal& decimal) {
  if (decimal.digits.empty()) return "0";
  if (decimal.exponent >= 0) {
    return decimal.digits + std::string(static_cast<std::size_t>(decimal.exponent), '0');
  }
  const auto places = static_cast<std::size_t>(-decimal.exponent);
  if (places >= decimal.digits.size()) {
    return "0." + std::string(places - decimal.digits.size(), '0') + decimal.digits;
  }
  const std::size_t whole = decimal.digits.size() - places;
  return decimal.digits.substr(0, whole) + "." + decimal.digits.substr(whole);
}

}  // namespace

std::optional<Rational> parse_decimal(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  std::string digits(take_digits(text));
  if (digits.empty()) return std::nullopt;
  std::size_t places = 0;
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    const std::string_view fraction = take_digits(text);
    if (fraction.empty()) return std::nullopt;
    places = fraction.size();
    digits += fraction;
  }
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1));
  if (digits.size() > most_digits || places > most_exponent) return std::nullopt;
  const std::optional<int> exponent = take_exponent(text);
  if (!exponent || !text.empty()) return std::nullopt;

  Rational number(mpz_class(digits, 10));
  const long shift = *exponent - static_cast<long>(places);
  if (shift >= 0) {
    number *= power_of_ten(static_cast<unsigned long>(shift));
  } else {
    number /= power_of_ten(static_cast<unsigned long>(-shift));
  }
  number.canonicalize();
  if (negative) number = -number;
  return number;
}

std::string decimal_text(const Rational& number, int significant) {
  const Rational magnitude = abs(number);
  std::optional<Decimal> decimal = exact_decimal(magnitude);
  if (!decimal || decimal->digits.size() > static_cast<std::size_t>(significant)) {
    decimal = nearest_decimal(magnitude, significant);
  }
  return (number < 0 ? "-" : "") + plain_text(*decimal);
}

bool is_exact_decimal(const Rational& number, int significant) {
  const std::optional<Decimal> decimal = exact_decimal(abs(number));
  return decimal && decimal->digits.size() <= static_cast<std::size_t>(significant);
}

}  // namespace eligo
