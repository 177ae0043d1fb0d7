#include "quantity/unit_arithmetic.h"

#include <algorithm>
#include <utility>

namespace eligo {
namespace {

constexpr std::size_t most_number_digits = 18;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_number(std::string_view code) {
  return !code.empty() && std::all_of(code.begin(), code.end(), is_digit);
}

bool is_pure_number(const Unit& unit) {
  return unit.dimension.empty() && !unit.special;
}

void multiply_dimension(Dimension& dimension, const Dimension& other, int exponent) {
  for (const auto& [base, power] : other) {
    const auto place = dimension.try_emplace(base, 0).first;
    place->second += exponent * power;
    if (place->second == 0) dimension.erase(place);
  }
}

// The "." or "/" at which a code without parentheses first joins two units, outside of annotations
// and brackets.
std::size_t first_joint(std::string_view code) {
  int enclosed = 0;
  for (std::size_t at = 0; at < code.size(); ++at) {
    const char c = code[at];
    if (c == '{' || c == '[') ++enclosed;
    if (c == '}' || c == ']') --enclosed;
    if (enclosed == 0 && (c == '.' || c == '/')) return at;
  }
  return std::string_view::npos;
}

bool is_compound(std::string_view code) {
  return first_joint(code) != std::string_view::npos;
}

std::string_view last_part(std::string_view code) {
  for (auto joint = first_joint(code); joint != std::string_view::npos; joint = first_joint(code)) {
    code.remove_prefix(joint + 1);
  }
  return code;
}

// Puts a number before a code, into the number that it begins with if it does.
bool prepend_number(std::string& code, std::string_view number) {
  const std::string_view first = std::string_view(code).substr(0, first_joint(code));
  if (number == "1" && !code.empty() && !first.empty()) return true;
  if (!is_number(first)) {
    code.insert(0, std::string(number) + (code.starts_with('/') || code.empty() ? "" : "."));
    return true;
  }
  const mpz_class product = mpz_class(std::string(number)) * mpz_class(std::string(first));
  const std::string digits = product.get_str();
  if (digits.size() > most_number_digits) return false;
  code.replace(0, first.size(), digits);
  return true;
}

// Two numbers beside each other would read as a decimal, so the second goes to the front.
bool append_part(std::string& code, std::string_view part, bool divides) {
  if (!divides && is_number(part) && is_number(last_part(code))) return prepend_number(code, part);
  if (divides) {
    code += '/';
  } else if (!code.empty()) {
    code += '.';
  }
  code += part;
  return true;
}

// Joins the code of a product or quotient, turned round where it divides.
bool append_code(std::string& code, std::string_view other, bool divides) {
  bool part_divides = divides;
  for (std::string_view rest = other; !rest.empty();) {
    if (rest.front() == '.' || rest.front() == '/') {
      part_divides = (rest.front() == '/') != divides;
      rest.remove_prefix(1);
    }
    const std::string_view part = rest.substr(0, first_joint(rest));
    if (!append_part(code, part, part_divides)) return false;
    rest.remove_prefix(part.size());
  }
  return true;
}

// Multiplies `product` with `unit` to the power of ±1; its code is left to the caller. False where
// one is on a scale of its own and the other is no number.
bool multiply(Unit& product, const Unit& unit, bool divides) {
  if (unit.special) {
    if (divides || !is_pure_number(product)) return false;
    const Rational number = product.factor;
    product.dimension = unit.dimension;
    product.factor = number * unit.factor;
    product.offset = unit.offset / number;
    product.special = true;
    return true;
  }
  if (product.special && !is_pure_number(unit)) return false;
  multiply_dimension(product.dimension, unit.dimension, divides ? -1 : 1);
  Rational number = unit.factor;
  if (divides) number = 1 / number;
  product.factor *= number;
  if (product.special) product.offset /= number;
  return true;
}

std::optional<Unit> joined(const Unit& a, const Unit& b, bool divides) {
  Unit unit = a;
  if (!multiply(unit, b, divides)) return std::nullopt;
  if (a.ucum == "1" && !b.ucum.starts_with('/') && !divides) unit.ucum.clear();
  const bool is_by_one = b.ucum == "1";
  if (!is_by_one && !append_code(unit.ucum, b.ucum, divides)) return std::nullopt;
  unit.text = unit.ucum;
  return unit;
}

// Evaluates the factors of an expression one after the other. Numbers are multiplied as they come
// and reduced once, at the end.
class Evaluation {
 public:
  Evaluation(const SymbolMeaning& meaning, Unit& product) : meaning_(meaning), product_(product) {}

  std::optional<UnitProblem> of(const std::vector<UnitFactor>& factors) {
    for (std::size_t index = 0; index < factors.size(); ++index) {
      if (factors[index].counts_next) continue;
      const bool counted = index > 0 && factors[index - 1].counts_next;
      if (counted ? !add_counted(factors[index - 1], factors[index]) : !add(factors[index])) {
        return problem_;
      }
    }
    product_.factor.get_num().swap(numerator_);
    product_.factor.get_den().swap(denominator_);
    product_.factor.canonicalize();
    if (special_) product_.offset = *special_->offset * *special_->factor / product_.factor;
    return std::nullopt;
  }

 private:
  bool fail(const UnitFactor& factor, std::string_view text, std::string_view subject = {}) {
    const std::size_t size = factor.text.empty() ? factor.annotation.size() : factor.text.size();
    problem_ = {factor.begin, size, text, subject};
    return false;
  }

  bool fail_special(const UnitFactor& factor) {
    return fail(factor, "a unit on a scale of its own (Cel, [pH], dB) combines with numbers only");
  }

  bool add(const UnitFactor& factor) {
    if (factor.kind == UnitFactor::Kind::symbol) return add_symbol(factor, factor.text);
    if (factor.kind == UnitFactor::Kind::number) {
      multiply_number(mpz_class(std::string(factor.text), 10), 1, factor.divides ? -1 : 1);
    } else if (factor.kind == UnitFactor::Kind::power_of_ten) {
      multiply_number(10, 1, factor.divides ? -factor.exponent : factor.exponent);
    }
    return add_code(factor, factor.text);
  }

  // "24h" is a day and "1h" is an hour: "/d" reads better than "/24/h".
  bool add_counted(const UnitFactor& count, const UnitFactor& counted) {
    if (count.text == "1") return add(counted);
    const auto value = meaning_(counted.text);
    const bool is_day = count.text == "24" && value && value->ucum == "h";
    if (is_day && counted.exponent == 1) return add_symbol(counted, "d");
    return add(count) && add(counted);
  }

  bool add_symbol(const UnitFactor& factor, std::string_view symbol) {
    const auto value = meaning_(symbol);
    if (!value) return fail(factor, "is no unit of UCUM", factor.text);
    const int exponent = factor.divides ? -factor.exponent : factor.exponent;
    if (value->special) {
      if (exponent != 1 || special_ || !product_.dimension.empty()) return fail_special(factor);
      special_ = value;
      product_.special = true;
    } else if (special_ && !value->dimension->empty()) {
      return fail_special(factor);
    }
    multiply_dimension(product_.dimension, *value->dimension, exponent);
    multiply_number(value->factor->get_num(), value->factor->get_den(), exponent);
    if (value->prefix != nullptr) {
      multiply_number(value->prefix->get_num(), value->prefix->get_den(), exponent);
    }
    // The code of a laboratory's word may take no exponent behind it: "/min", "mm3".
    if (factor.exponent != 1 &&
        (is_compound(value->ucum) || value->ucum.ends_with('}') || is_digit(value->ucum.back()))) {
      return fail(factor, "takes no exponent", factor.text);
    }
    return add_code(factor, value->ucum);
  }

  bool add_code(const UnitFactor& factor, std::string_view symbol) {
    code_ = symbol;
    if (factor.exponent != 1) code_ += std::to_string(factor.exponent);
    code_ += factor.annotation;
    if (append_code(product_.ucum, code_, factor.divides)) return true;
    return fail(factor, "the numbers of the unit are too large");
  }

  void multiply_number(const mpz_class& numerator, const mpz_class& denominator, int exponent) {
    multiply_integer(exponent < 0 ? denominator_ : numerator_, numerator, exponent);
    multiply_integer(exponent < 0 ? numerator_ : denominator_, denominator, exponent);
  }

  static void multiply_integer(mpz_class& product, const mpz_class& factor, int exponent) {
    if (factor == 1) return;
    if (exponent == 1 || exponent == -1) {
      product *= factor;
      return;
    }
    mpz_class power;
    mpz_pow_ui(power.get_mpz_t(), factor.get_mpz_t(),
               static_cast<unsigned long>(exponent < 0 ? -exponent : exponent));
    product *= power;
  }

  const SymbolMeaning& meaning_;
  Unit& product_;
  mpz_class numerator_ = 1;
  mpz_class denominator_ = 1;
  std::optional<SymbolValue> special_;
  std::string code_;
  UnitProblem problem_;
};

}  // namespace

std::optional<Unit> product_of(const Unit& a, const Unit& b) {
  return joined(a, b, false);
}

std::optional<Unit> quotient_of(const Unit& a, const Unit& b) {
  if (b.special) return std::nullopt;
  return joined(a, b, true);
}

std::optional<UnitProblem> evaluate_unit_expression(std::string_view text, UnitSyntax syntax,
                                                    const SymbolMeaning& meaning, Unit& unit) {
  const auto factors = read_unit_factors(text, syntax);
  if (const auto* problem = std::get_if<UnitProblem>(&factors)) return *problem;
  return Evaluation(meaning, unit).of(std::get<std::vector<UnitFactor>>(factors));
}

}  // namespace eligo
