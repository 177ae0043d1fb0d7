#include "quantity/unit_expression.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace eligo {
namespace {

constexpr std::size_t longest_expression = 256;  // bytes; a unit of more is a mistake
constexpr int largest_exponent = 99;
constexpr std::size_t most_number_digits = 18;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_symbol_character(char c) {
  return c > ' ' && c < '\x7F' && !is_digit(c) &&
         std::string_view("()./{}+-=\"^]").find(c) == std::string_view::npos;
}

// The "1." of "1.73" is.
bool is_bare_number(const UnitFactor& factor) {
  return factor.kind == UnitFactor::Kind::number && factor.annotation.empty();
}

// Reads an expression from its front, without recursion. A function that returns false has set the
// problem.
class FactorReader {
 public:
  FactorReader(std::string_view text, UnitSyntax syntax) : text_(text), syntax_(syntax) {}

  std::variant<std::vector<UnitFactor>, UnitProblem> read() {
    if (!read_all()) return problem_;
    return std::move(factors_);
  }

 private:
  // What stands within one "(", or outside of all.
  struct Level {
    std::size_t open = 0;   // where its "(" stands
    bool inverted = false;  // it divides what stands around it
    bool divided = false;   // a "/" has been seen in it: a space no longer multiplies
    bool after_number = false;
  };

  bool laboratory() const { return syntax_ == UnitSyntax::laboratory; }
  bool at_end() const { return at_ == text_.size(); }
  bool at(char c) const { return !at_end() && text_[at_] == c; }
  bool at_digit() const { return !at_end() && is_digit(text_[at_]); }
  bool at_symbol() const { return !at_end() && is_symbol_character(text_[at_]); }
  bool take(char c) {
    if (!at(c)) return false;
    ++at_;
    return true;
  }

  bool fail(std::size_t begin, std::size_t size, std::string_view text,
            std::string_view subject = {}) {
    problem_ = {begin, size, text, subject};
    return false;
  }

  bool read_all() {
    if (text_.empty()) return fail(0, 0, "there is no unit");
    if (text_.size() > longest_expression) {
      return fail(longest_expression, text_.size() - longest_expression,
                  "a unit has at most 256 bytes");
    }
    levels_.emplace_back();
    leading_slash();
    if (!component()) return false;
    while (!at_end()) {
      if (at(')') ? !close() : !(operation() && component())) return false;
    }
    if (levels_.size() > 1) return fail(levels_.back().open, 1, "\"(\" is not closed");
    return true;
  }

  void leading_slash() {
    divides_ = take('/');
    levels_.back().divided = divides_;
  }

  bool operation() {
    Level& level = levels_.back();
    divides_ = take('/');
    if (divides_) {
      level.divided = true;
      return true;
    }
    if (take('.')) return true;
    if (laboratory() && !level.divided && at_ + 1 < text_.size() && take(' ')) return true;
    return fail_behind_component();
  }

  bool fail_behind_component() {
    if (at('(')) return fail(at_, 1, "\".\" or \"/\" is missing before \"(\"");
    if (at('{')) return fail(at_, 1, "one annotation may stand behind a unit");
    if (at(' ')) return fail(at_, 1, "a unit has no spaces");
    if (at('^')) return fail(at_, 1, "an exponent stands right behind its unit, without \"^\"");
    const char before = text_[at_ - 1];
    if (before == '}' && (at_symbol() || at_digit())) {
      return fail(at_, 1, "an annotation stands behind its unit: \".\" or \"/\" is missing here");
    }
    if (is_digit(before) && at_symbol()) {
      return fail(at_, 1, "\".\" is missing between a number and a unit");
    }
    return fail_at_character();
  }

  // Something that stands nowhere in a unit, or not here.
  bool fail_at_character() {
    const auto byte = static_cast<unsigned char>(text_[at_]);
    if (byte < ' ' || byte == 0x7F) return fail(at_, 1, "a control character is in the unit");
    if (byte < 0x80) return fail(at_, 1, "cannot stand here", text_.substr(at_, 1));
    std::size_t size = 1;
    while (at_ + size < text_.size() &&
           (static_cast<unsigned char>(text_[at_ + size]) & 0xC0U) == 0x80) {
      ++size;
    }
    return fail(at_, size, "UCUM has ASCII characters only");
  }

  bool close() {
    if (levels_.size() == 1) return fail(at_, 1, "\")\" has no \"(\" before it");
    levels_.pop_back();
    levels_.back().after_number = false;
    ++at_;
    return true;
  }

  // A component, behind any "(" before it.
  bool component() {
    while (at('(')) {
      Level inner;
      inner.open = at_;
      inner.inverted = levels_.back().inverted != divides_;
      levels_.push_back(inner);
      ++at_;
      divides_ = false;
      if (laboratory()) leading_slash();
    }
    if (!factor()) return false;
    levels_.back().after_number = is_bare_number(factors_.back());
    return true;
  }

  UnitFactor& add(UnitFactor::Kind kind, std::string_view text, std::size_t begin) {
    UnitFactor factor;
    factor.kind = kind;
    factor.text = text;
    factor.begin = begin;
    factor.divides = divides_ != levels_.back().inverted;
    factors_.push_back(std::move(factor));
    return factors_.back();
  }

  bool factor() {
    if (at_end() || at(')')) return fail_missing();
    if (at('{')) {
      add(UnitFactor::Kind::annotation, {}, at_);
      return annotation();
    }
    const std::string_view rest = text_.substr(at_);
    if (rest.starts_with("10*") || rest.starts_with("10^")) {
      add(UnitFactor::Kind::power_of_ten, rest.substr(0, 3), at_);
      at_ += 3;
      // "10^ 9/L" is not ten times nine.
      const bool has_exponent = at('+') || at('-') || at_digit();
      if (laboratory() && !has_exponent) return fail(at_ - 1, 1, "has no exponent", "10^");
      return exponent_and_annotation();
    }
    return at_digit() ? number() : symbol();
  }

  bool fail_missing() {
    if (at_ == 0 || text_[at_ - 1] == '(') return fail(at_, 0, "a unit is missing here");
    return fail(at_ - 1, 1, "is not followed by a unit", text_.substr(at_ - 1, 1));
  }

  bool number() {
    const std::size_t begin = at_;
    const std::string_view digits = take_digits();
    if (digits.size() > most_number_digits) {
      return fail(begin, digits.size(), "a number has at most 18 digits");
    }
    if (digits.find_first_not_of('0') == std::string_view::npos) {
      return fail(begin, digits.size(), "a unit is no multiple of zero");
    }
    // "1.73" is a decimal, which UCUM does not have; it would read 1 times 73.
    if (!divides_ && levels_.back().after_number) {
      return fail(begin, digits.size(), "UCUM has no decimals: \".\" multiplies");
    }
    UnitFactor& number = add(UnitFactor::Kind::number, digits, begin);
    if (at('{')) return annotation();
    // "24h", "24 h": one thing, also behind a "/".
    if (laboratory() && (at(' ') || at_symbol())) {
      number.counts_next = true;
      take(' ');
      return symbol();
    }
    return true;
  }

  bool symbol() {
    const std::size_t begin = at_;
    while (at_symbol()) {
      if (!at('[')) {
        ++at_;
        continue;
      }
      const std::size_t close = text_.find(']', at_);
      if (close == std::string_view::npos) return fail(at_, 1, "\"[\" is not closed");
      at_ = close + 1;
    }
    if (at_ == begin) {
      if (at_end()) return fail_missing();
      if (!at('.') && !at('/')) return fail_at_character();
      return fail(at_, 1, "has no unit before it", text_.substr(at_, 1));
    }
    add(UnitFactor::Kind::symbol, text_.substr(begin, at_ - begin), begin);
    return exponent_and_annotation();
  }

  bool exponent_and_annotation() {
    const std::size_t begin = at_;
    const bool caret = laboratory() && take('^');
    if (at('+') || at('-') || at_digit()) {
      const auto power = exponent();
      if (!power) {
        return fail(begin, at_ - begin, "an exponent is a whole number of at most 99");
      }
      factors_.back().exponent = *power;
    } else if (caret) {
      return fail(begin, 1, "\"^\" is not followed by an exponent");
    }
    return at('{') ? annotation() : true;
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
    const std::size_t begin = at_;
    while (at_digit()) ++at_;
    return text_.substr(begin, at_ - begin);
  }

  // "{...}"; a laboratory's spaces become "_", which UCUM wants.
  bool annotation() {
    const std::size_t begin = at_;
    const std::size_t close = text_.find('}', begin);
    if (close == std::string_view::npos) return fail(begin, 1, "\"{\" is not closed");
    std::string written(text_.substr(begin, close + 1 - begin));
    if (laboratory()) std::replace(written.begin(), written.end(), ' ', '_');
    const auto forbidden = std::find_if(written.begin() + 1, written.end(),
                                        [](char c) { return c <= ' ' || c >= '\x7F' || c == '{'; });
    if (forbidden != written.end()) {
      at_ = begin + static_cast<std::size_t>(forbidden - written.begin());
      if (at('{')) return fail(at_, 1, "an annotation holds no braces");
      if (at(' ')) return fail(at_, 1, "an annotation holds no spaces");
      return fail_at_character();
    }
    factors_.back().annotation = std::move(written);
    at_ = close + 1;
    return true;
  }

  std::string_view text_;
  UnitSyntax syntax_;
  std::size_t at_ = 0;
  bool divides_ = false;  // the operator before the component that is read
  std::vector<Level> levels_;
  std::vector<UnitFactor> factors_;
  UnitProblem problem_;
};

}  // namespace

UnitFault in_words(const UnitProblem& problem) {
  const std::string message = problem.subject.empty()
                                  ? std::string(problem.text)
                                  : fmt::format("\"{}\" {}", problem.subject, problem.text);
  return {problem.begin, problem.size, message, {}};
}

std::variant<std::vector<UnitFactor>, UnitProblem> read_unit_factors(std::string_view text,
                                                                     UnitSyntax syntax) {
  return FactorReader(text, syntax).read();
}

}  // namespace eligo
