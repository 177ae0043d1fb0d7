#include <fmt/format.h>

#include "quantity/unit.h"

namespace eligo {
namespace {

Rational power_of(const Rational& base, int exponent) {
  Rational power = 1;
  for (int step = exponent < 0 ? -exponent : exponent; step > 0; --step) power *= base;
  if (exponent < 0) power = 1 / power;
  return power;
}

std::string in_quotes(const Unit& unit) {
  return fmt::format("\"{}\"", unit.text.empty() ? unit.ucum : unit.text);
}

}  // namespace

std::optional<UnitConversion> conversion_between(const Unit& from, const Unit& to) {
  if (from.dimension != to.dimension) return std::nullopt;
  // base = from.factor · (value + from.offset) = to.factor · (converted + to.offset)
  UnitConversion conversion;
  conversion.multiply = from.factor / to.factor;
  conversion.add = conversion.multiply * from.offset - to.offset;
  return conversion;
}

Unit UnitTable::as_ucum_counts(const Unit& unit) const {
  Unit counted = unit;
  for (const auto& [base, exponent] : unit.dimension) {
    const auto atom = atoms_.find(base);
    if (atom == atoms_.end() || !atom->second.counts) continue;
    counted.dimension.erase(base);
    counted.factor *= power_of(*atom->second.counts, exponent);
  }
  return counted;
}

std::optional<std::string> UnitTable::why_no_conversion(const Unit& from, const Unit& to) const {
  if (from.dimension == to.dimension) return std::nullopt;
  for (const Unit* unit : {&from, &to}) {
    for (const auto& [base, exponent] : unit->dimension) {
      const auto atom = atoms_.find(base);
      if (atom == atoms_.end() || atom->second.scale.empty()) continue;
      return fmt::format("{} is the {} of a quantity; Eligo does not convert it to {}",
                         in_quotes(*unit), atom->second.scale,
                         in_quotes(unit == &from ? to : from));
    }
  }
  if (as_ucum_counts(from).dimension == as_ucum_counts(to).dimension) {
    return fmt::format("{} and {} count different things, which Eligo does not take for each other",
                       in_quotes(from), in_quotes(to));
  }
  return fmt::format("{} and {} measure different quantities", in_quotes(from), in_quotes(to));
}

}  // namespace eligo
