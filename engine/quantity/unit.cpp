#include "quantity/unit.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "quantity/unit_arithmetic.h"
#include "quantity/unit_expression.h"
#include "quantity/unit_spelling.h"

namespace eligo {
namespace {

bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}

const Unit* find_word(const UnitSpellings::Units& words, std::string_view word) {
  const auto found = words.find(word);
  return found == words.end() ? nullptr : &found->second;
}

SymbolValue value_of(const Unit& unit) {
  return {unit.ucum, &unit.dimension, &unit.factor, &unit.offset, nullptr, unit.special};
}

}  // namespace

// An atom, else the one prefix and metric atom that make up the symbol.
UnitTable::Symbol UnitTable::find_symbol(std::string_view text, Reading reading) const {
  const auto allowed = [&](const auto& entry) {
    return reading == Reading::ucum || !entry.second.ucum_only;
  };
  if (const auto atom = atoms_.find(text); atom != atoms_.end() && allowed(*atom)) {
    return {&atom->second, nullptr};
  }
  for (std::size_t size = 1; size <= 2 && size < text.size(); ++size) {
    const auto prefix = prefixes_.find(text.substr(0, size));
    if (prefix == prefixes_.end() || !allowed(*prefix)) continue;
    const auto atom = atoms_.find(text.substr(size));
    if (atom != atoms_.end() && allowed(*atom) && atom->second.metric) {
      return {&atom->second, &prefix->second};
    }
  }
  return {};
}

std::optional<SymbolValue> UnitTable::ucum_symbol(std::string_view text, Reading reading) const {
  const Symbol symbol = find_symbol(text, reading);
  if (symbol.atom == nullptr) return std::nullopt;
  const Atom& atom = *symbol.atom;
  const Rational* prefix = symbol.prefix == nullptr ? nullptr : &symbol.prefix->factor;
  return SymbolValue{text, &atom.dimension, &atom.factor, &atom.offset, prefix, atom.special};
}

std::optional<Unit> UnitTable::ucum_expression(std::string_view text, Reading reading) const {
  std::optional<Unit> unit(std::in_place);
  const auto problem = evaluate_unit_expression(
      text, UnitSyntax::ucum, [&](std::string_view symbol) { return ucum_symbol(symbol, reading); },
      *unit);
  if (problem) return std::nullopt;
  unit->text = text;
  return unit;
}

// Where a text is all capitals, their case says nothing: "ML" is no megalitre then.
std::optional<SymbolValue> UnitTable::laboratory_word(std::string_view word,
                                                      bool all_capitals) const {
  const Unit* caseless = find_word(caseless_words_, ascii_lower(word));
  if (all_capitals && caseless != nullptr) return value_of(*caseless);
  if (auto symbol = ucum_symbol(word, Reading::laboratory)) return symbol;
  if (const Unit* exact = find_word(words_, word)) return value_of(*exact);
  if (caseless != nullptr) return value_of(*caseless);
  return std::nullopt;
}

std::optional<Unit> UnitTable::parse_ucum(std::string_view text) const {
  return ucum_expression(text, Reading::ucum);
}

std::variant<Unit, UnitFault> UnitTable::read_ucum(std::string_view text) const {
  Unit unit;
  const auto problem = evaluate_unit_expression(
      text, UnitSyntax::ucum,
      [&](std::string_view symbol) { return ucum_symbol(symbol, Reading::ucum); }, unit);
  if (!problem) {
    unit.text = text;
    return unit;
  }
  UnitFault fault = in_words(*problem);
  fault.help = help_with(text, problem->subject);
  return fault;
}

// What a laboratory means by the text, else the symbol that differs in brackets or case alone.
std::string UnitTable::help_with(std::string_view text, std::string_view unknown_symbol) const {
  if (const auto meant = parse(text)) return fmt::format("UCUM writes \"{}\"", meant->ucum);
  const std::string lower = ascii_lower(unknown_symbol);
  for (const auto& [code, atom] : atoms_) {
    const std::string known = ascii_lower(code);
    if (known == lower || known == "[" + lower + "]") {
      return fmt::format("UCUM writes \"{}\", {}", code, atom.name);
    }
  }
  return {};
}

std::optional<Unit> UnitTable::parse(std::string_view text) const {
  std::optional<Unit> unit = ready_.find(text);
  if (!unit) unit = parse_afresh(text);
  return unit;
}

std::optional<Unit> UnitTable::parse_afresh(std::string_view text) const {
  const std::string folded = folded_unit(text);
  if (unclear_.contains(folded)) return std::nullopt;
  std::optional<Unit> unit = overrides_.find(folded);
  if (!unit) unit = ucum_expression(folded, Reading::laboratory);
  if (!unit) unit = spellings_.find(folded);
  if (!unit) unit = caseless_spellings_.find(caseless_unit_key(folded));
  if (!unit) unit = laboratory_unit(folded);
  if (unit) unit->text = text;
  return unit;
}

std::optional<Unit> UnitTable::laboratory_unit(const std::string& folded) const {
  const bool all_capitals = std::none_of(folded.begin(), folded.end(), is_lower);
  std::optional<Unit> unit(std::in_place);
  const auto problem = evaluate_unit_expression(
      laboratory_expression(folded), UnitSyntax::laboratory,
      [&](std::string_view word) { return laboratory_word(word, all_capitals); }, *unit);
  if (problem) return std::nullopt;
  return unit;
}

}  // namespace eligo
