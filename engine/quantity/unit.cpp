#include "quantity/unit.h"

#include <algorithm>
#include <array>
#include <utility>

#include "quantity/unit_expression.h"
#include "quantity/unit_spelling.h"

namespace eligo {
namespace {

bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}

const std::string* find_spelling(const std::map<std::string, std::string, std::less<>>& spellings,
                                 std::string_view spelling) {
  const auto found = spellings.find(spelling);
  return found == spellings.end() ? nullptr : &found->second;
}

}  // namespace

// An atom, else the one prefix and metric atom that make up the symbol.
std::optional<Unit> UnitTable::ucum_symbol(std::string_view symbol) const {
  const auto unit_of = [&](const Atom& atom, const Rational& prefix) {
    Unit unit;
    unit.ucum = std::string(symbol);
    unit.dimension = atom.dimension;
    unit.factor = atom.factor * prefix;
    unit.offset = atom.offset / prefix;
    return unit;
  };
  if (const auto atom = atoms_.find(symbol); atom != atoms_.end()) return unit_of(atom->second, 1);
  for (std::size_t size = 1; size <= 2 && size < symbol.size(); ++size) {
    const auto prefix = prefixes_.find(symbol.substr(0, size));
    const auto atom = atoms_.find(symbol.substr(size));
    if (prefix != prefixes_.end() && atom != atoms_.end() && atom->second.metric) {
      return unit_of(atom->second, prefix->second);
    }
  }
  return std::nullopt;
}

// Where a text is all capitals, their case says nothing: "ML" is no megalitre then.
std::optional<Unit> UnitTable::laboratory_word(std::string_view word, bool all_capitals) const {
  const std::string* caseless = find_spelling(caseless_words_, ascii_lower(word));
  if (all_capitals && caseless != nullptr) return parse_ucum(*caseless);
  if (auto symbol = ucum_symbol(word)) return symbol;
  if (const std::string* exact = find_spelling(words_, word)) return parse_ucum(*exact);
  return caseless != nullptr ? parse_ucum(*caseless) : std::nullopt;
}

std::optional<Unit> UnitTable::parse_ucum(std::string_view text) const {
  return parse_unit_expression(text, UnitSyntax::ucum,
                               [this](std::string_view symbol) { return ucum_symbol(symbol); });
}

std::optional<Unit> UnitTable::parse(std::string_view text) const {
  const std::string folded = folded_unit(text);
  const auto known = [&]() -> std::optional<Unit> {
    if (const std::string* ucum = find_spelling(overrides_, folded)) return parse_ucum(*ucum);
    if (auto unit = parse_ucum(folded)) return unit;
    if (const std::string* ucum = find_spelling(spellings_, folded)) return parse_ucum(*ucum);
    const std::string* ucum = find_spelling(caseless_spellings_, caseless_unit_key(folded));
    if (ucum != nullptr) return parse_ucum(*ucum);
    const bool all_capitals = std::none_of(folded.begin(), folded.end(), is_lower);
    return parse_unit_expression(
        laboratory_expression(folded), UnitSyntax::laboratory,
        [&](std::string_view word) { return laboratory_word(word, all_capitals); });
  };
  std::optional<Unit> unit = known();
  if (unit) unit->text = std::string(text);
  return unit;
}

std::optional<UnitConversion> conversion_between(const Unit& from, const Unit& to) {
  if (from.dimension != to.dimension) return std::nullopt;
  // base = from.factor · (value + from.offset) = to.factor · (converted + to.offset)
  UnitConversion conversion;
  conversion.multiply = from.factor / to.factor;
  conversion.add = conversion.multiply * from.offset - to.offset;
  return conversion;
}

}  // namespace eligo
