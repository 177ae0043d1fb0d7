#include "quantity/unit_expression.h"

#include <fmt/format.h>

#include <algorithm>

namespace eligo {
namespace {

constexpr std::size_t longest_expression = 256;  // bytes; a unit of more is a mistake
constexpr int deepest_nesting = 16;              // parentheses
constexpr int largest_exponent = 99;
constexpr std::size_t most_number_digits = 18;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_symbol_character(char c) {
  return c > ' ' && c < '\x7F' && !is_digit(c) &&
         std::string_view("()./{}+-=\"^]").find(c) == std::string_view::npos;
}

Rational integer_power(const Rational& base, int exponent) {
  const auto magnitude = static_cast<unsigned long>(exponent < 0 ? -exponent : exponent);
  Rational power;
  mpz_pow_ui(power.get_num_mpz_t(), base.get_num_mpz_t(), magnitude);
  mpz_pow_ui(power.get_den_mpz_t(), base.get_den_mpz_t(), magnitude);
  if (exponent < 0) power = 1 / power;
  return power;
}

void multiply_dimension(Dimension& dimension, const Dimension& other, int sign) {
  for (const auto& [base, exponent] : other) {
    int& sum = dimension[base];
    sum += sign * exponent;
    if (sum == 0) dimension.erase(base);
  }
}

// Whether a UCUM code joins several units, outside of annotations and brackets.
bool is_compound(std::string_view ucum) {
  int enclosed = 0;
  for (const char c : ucum) {
    if (c == '{' || c == '[') ++enclosed;
    if (c == '}' || c == ']') --enclosed;
    if (enclosed == 0 && (c == '.' || c == '/')) return true;
  }
  return false;
}

std::string in_parentheses_if_compound(const std::string& ucum) {
  return is_compound(ucum) ? "(" + ucum + ")" : ucum;
}

Unit number_unit(const Rational& factor, std::string ucum) {
  Unit unit;
  unit.factor = factor;
  unit.ucum = std::move(ucum);
  return unit;
}

// One component of a term, and whether it is a bare number ("1." and "73" of "1.73" are).
struct Component {
  Unit unit;
  bool bare_number = false;
};

// Reads an expression from its front. Every function takes what it reads or returns nothing.
class Parser {
 public:
  Parser(std::string_view text, UnitSyntax syntax, const SymbolMeaning& meaning)
      : rest_(text), syntax_(syntax), meaning_(meaning) {}

  std::optional<Unit> parse() {
    std::optional<Unit> unit = expression(0);
    if (!unit || !rest_.empty()) return std::nullopt;
    return unit;
  }

 private:
  bool laboratory() const { return syntax_ == UnitSyntax::laboratory; }
  bool at(char c) const { return rest_.starts_with(c); }
  bool take(char c) {
    if (!at(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }
  std::string_view take_prefix(std::size_t size) {
    const std::string_view prefix = rest_.substr(0, size);
    rest_.remove_prefix(prefix.size());
    return prefix;
  }

  // expression: "/"? component (("." | "/") component)*
  std::optional<Unit> expression(int depth) {
    if (depth > deepest_nesting) return std::nullopt;
    Unit product;
    bool is_first = true;
    bool divided = false;
    bool after_number = false;
    while (is_first || !(rest_.empty() || at(')'))) {
      const bool divides = at('/');
      if (divides || !is_first) {
        const bool by_space = at(' ');
        if (!(take('/') || take('.') || (laboratory() && !divided && take(' ')))) {
          return std::nullopt;
        }
        if (by_space && rest_.empty()) return std::nullopt;
      }
      divided = divided || divides;
      std::optional<Component> next = component(depth);
      if (!next) return std::nullopt;
      // "1.73" is a decimal, which UCUM does not have; it would read 1 times 73.
      if (!divides && after_number && next->bare_number) return std::nullopt;
      after_number = next->bare_number;
      if (is_first && !divides) {
        product = std::move(next->unit);
      } else if (!join(product, next->unit, divides, is_first)) {
        return std::nullopt;
      }
      is_first = false;
    }
    return product;
  }

  static bool join(Unit& product, const Unit& next, bool divides, bool is_first) {
    if (product.offset != 0 || next.offset != 0) return false;
    multiply_dimension(product.dimension, next.dimension, divides ? -1 : 1);
    if (divides) {
      product.factor /= next.factor;
    } else {
      product.factor *= next.factor;
    }
    if (!is_first || divides) product.ucum += divides ? '/' : '.';
    product.ucum += in_parentheses_if_compound(next.ucum);
    return true;
  }

  std::optional<Component> component(int depth) {
    if (take('(')) {
      std::optional<Unit> inner = expression(depth + 1);
      if (!inner || !take(')')) return std::nullopt;
      inner->ucum = "(" + inner->ucum + ")";
      return Component{std::move(*inner)};
    }
    if (at('{')) {
      const auto written = annotation();
      if (!written) return std::nullopt;
      return Component{number_unit(1, *written)};
    }
    if (rest_.starts_with("10*") || rest_.starts_with("10^")) return power_of_ten();
    if (!rest_.empty() && is_digit(rest_.front())) return number();
    return symbol();
  }

  std::optional<Component> power_of_ten() {
    const Unit ten = number_unit(10, std::string(take_prefix(3)));
    return with_exponent_and_annotation(ten);
  }

  std::optional<Component> number() {
    const std::string_view digits = take_digits();
    if (digits.size() > most_number_digits) return std::nullopt;
    const mpz_class value(std::string(digits), 10);
    if (value == 0) return std::nullopt;
    Unit unit = number_unit(Rational(value), std::string(digits));
    if (at('{')) {
      const auto written = annotation();
      if (!written) return std::nullopt;
      unit.ucum += *written;
      return Component{std::move(unit)};
    }
    if (laboratory() && !rest_.empty() && (at(' ') || is_symbol_character(rest_.front()))) {
      return counted_symbol(unit);
    }
    return Component{std::move(unit), true};
  }

  // "24h", "24 h": one thing, also behind a "/".
  std::optional<Component> counted_symbol(const Unit& count) {
    take(' ');
    const std::optional<Component> counted = symbol();
    if (!counted) return std::nullopt;
    Unit unit = count;
    if (!join(unit, counted->unit, false, false)) return std::nullopt;
    return Component{std::move(unit)};
  }

  std::optional<Component> symbol() {
    std::size_t size = 0;
    while (size < rest_.size() && is_symbol_character(rest_[size])) {
      if (rest_[size] != '[') {
        ++size;
        continue;
      }
      const std::size_t close = rest_.find(']', size);
      if (close == std::string_view::npos) return std::nullopt;
      size = close + 1;
    }
    if (size == 0) return std::nullopt;
    const std::optional<Unit> unit = meaning_(take_prefix(size));
    if (!unit) return std::nullopt;
    return with_exponent_and_annotation(*unit);
  }

  std::optional<Component> with_exponent_and_annotation(Unit unit) {
    const bool caret = laboratory() && take('^');
    if (!rest_.empty() && (at('+') || at('-') || is_digit(rest_.front()))) {
      const auto power = exponent();
      if (!power) return std::nullopt;
      auto raised = unit_power(unit, *power);
      if (!raised) return std::nullopt;
      unit = std::move(*raised);
    } else if (caret) {
      return std::nullopt;
    }
    if (at('{')) {
      const auto written = annotation();
      if (!written) return std::nullopt;
      unit.ucum += *written;
    }
    return Component{std::move(unit)};
  }

  std::optional<int> exponent() {
    const bool negative = take('-');
    if (!negative) take('+');
    const std::string_view digits = take_digits();
    if (digits.empty() || digits.size() > 3) return std::nullopt;
    int value = 0;
    for (const char c : digits) value = value * 10 + (c - '0');
    if (value > largest_exponent) return std::nullopt;
    return negative ? -value : value;
  }

  std::string_view take_digits() {
    const auto end = std::find_if_not(rest_.begin(), rest_.end(), is_digit);
    return take_prefix(static_cast<std::size_t>(end - rest_.begin()));
  }

  // "{...}" with its braces; a laboratory's spaces become "_", which UCUM wants.
  std::optional<std::string> annotation() {
    const std::size_t close = rest_.find('}');
    if (close == std::string_view::npos) return std::nullopt;
    std::string written(take_prefix(close + 1));
    if (laboratory()) std::replace(written.begin(), written.end(), ' ', '_');
    const auto allowed = [](char c) { return c > ' ' && c < '\x7F' && c != '{'; };
    if (!std::all_of(written.begin() + 1, written.end(), allowed)) return std::nullopt;
    return written;
  }

  std::string_view rest_;
  UnitSyntax syntax_;
  const SymbolMeaning& meaning_;
};

}  // namespace

std::optional<Unit> unit_power(const Unit& unit, int exponent) {
  if (unit.offset != 0) return std::nullopt;
  Unit raised;
  raised.factor = integer_power(unit.factor, exponent);
  if (exponent != 0) {
    for (const auto& [base, power] : unit.dimension) raised.dimension[base] = power * exponent;
  }
  // Such a code cannot take an exponent behind it.
  if (is_compound(unit.ucum) || unit.ucum.ends_with('}') || is_digit(unit.ucum.back())) {
    return std::nullopt;
  }
  raised.ucum = unit.ucum + std::to_string(exponent);
  return raised;
}

std::optional<Unit> parse_unit_expression(std::string_view text, UnitSyntax syntax,
                                          const SymbolMeaning& meaning) {
  if (text.empty() || text.size() > longest_expression) return std::nullopt;
  std::optional<Unit> unit = Parser(text, syntax, meaning).parse();
  if (unit) {
    unit->text = std::string(text);
    if (syntax == UnitSyntax::ucum) unit->ucum = unit->text;
  }
  return unit;
}

}  // namespace eligo
