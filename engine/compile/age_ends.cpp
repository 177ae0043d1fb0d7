#include "compile/age_ends.h"

#include <variant>

#include "quantity/rational.h"

namespace eligo::compile {
namespace {

bool is_age(const syntax::Subject& subject) {
  return std::holds_alternative<syntax::Age>(subject);
}

bool set_unit(AgeEnds& ends, const syntax::Limit& limit) {
  if (!limit.unit) return true;
  if (!ends.unit.empty() && ends.unit != limit.unit->text) return false;
  ends.unit = limit.unit->text;
  return true;
}

const std::string* decimal_of(const syntax::Limit& limit) {
  const auto* number = std::get_if<syntax::Number>(&limit.value);
  return number == nullptr ? nullptr : &number->text;
}

// Adds what one part asks for; false where the ages cannot be told.
bool add_ends(const syntax::Expression& means, AgeEnds& ends) {
  if (const auto* chain = std::get_if<syntax::Chain>(&means.node)) {
    if (chain->connective != syntax::Connective::and_) return true;
    for (const syntax::Expression& operand : chain->operands) {
      if (!add_ends(operand, ends)) return false;
    }
    return true;
  }
  if (const auto* range = std::get_if<syntax::Range>(&means.node)) {
    const std::string* low = decimal_of(range->low);
    const std::string* high = decimal_of(range->high);
    if (!is_age(range->subject) || low == nullptr || high == nullptr) return true;
    ends.least = *low;
    ends.most = *high;
    return set_unit(ends, range->low) && set_unit(ends, range->high);
  }
  const auto* comparison = std::get_if<syntax::Comparison>(&means.node);
  if (comparison == nullptr || !is_age(comparison->subject)) return true;
  const std::string* limit = decimal_of(comparison->limit);
  if (limit == nullptr) return true;
  if (comparison->comparator == syntax::Comparator::at_least) ends.least = *limit;
  if (comparison->comparator == syntax::Comparator::at_most) ends.most = *limit;
  return set_unit(ends, comparison->limit);
}

bool differ(const std::optional<std::string>& a, const std::optional<std::string>& b) {
  if (!a || !b) return false;
  const auto one = parse_decimal(*a);
  const auto other = parse_decimal(*b);
  return one && other && *one != *other;
}

}  // namespace

std::optional<AgeEnds> age_ends(const syntax::Expression& means) {
  AgeEnds ends;
  if (!add_ends(means, ends) || (!ends.least && !ends.most)) return std::nullopt;
  return ends;
}

bool ages_differ(const AgeEnds& one, const AgeEnds& other) {
  return one.unit == other.unit && (differ(one.least, other.least) || differ(one.most, other.most));
}

}  // namespace eligo::compile
