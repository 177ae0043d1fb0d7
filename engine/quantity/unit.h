#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "quantity/rational.h"
#include "text/json.h"
#include "text/result.h"

namespace eligo {

// The exponents of the base units that a unit is made of, by base unit code ("m", "s", "g", "K",
// "C", "rad", "cd"); an arbitrary unit such as [IU] counts as a base of its own. No zeros.
// Two departures from UCUM, which counts particles and calls a mole the number 6.02·10^23: "mol",
// "eq" and "osm" are bases of their own, so that an amount of substance is never taken for a
// count or for equivalents; so are [HPF] and [LPF], which UCUM takes for numbers.
using Dimension = std::map<std::string, int, std::less<>>;

// A unit of measure, resolved. value in base units = factor · (value in this unit + offset).
struct Unit {
  std::string text;  // as it was written
  std::string ucum;  // the same unit in UCUM's case-sensitive code
  Dimension dimension;
  Rational factor = 1;
  Rational offset = 0;  // not 0 only for Celsius and Fahrenheit, which combine with nothing

  // The same quantity in every respect but the spelling.
  bool same_as(const Unit& other) const {
    return dimension == other.dimension && factor == other.factor && offset == other.offset;
  }
};

// The known units: UCUM atoms and prefixes, and laboratory spellings of UCUM expressions.
class UnitTable {
 public:
  // Reads the table from its JSON form (rules/vocabulary/README.md describes the fields).
  static Result<UnitTable> read(const SourceText& json);

  // The unit that `text` writes, as UCUM or as a laboratory spells it ("mg/dl", "K/uL",
  // "x10E9/L", "µmol/L"). Nothing where it is no unit of the table. In this order, the first that
  // knows the text: the spellings that are not what UCUM would make of them ("K/uL" is no kelvin),
  // UCUM with regard to case, the other spellings, and last a UCUM expression of laboratory words
  // without regard to case ("MG/DL", "units per day").
  std::optional<Unit> parse(std::string_view text) const;

  // The unit that `text` writes in UCUM's case-sensitive code, and nothing else.
  std::optional<Unit> parse_ucum(std::string_view text) const;

  // Up to `count` known spellings nearest to `text`, the nearest first; none that are far.
  std::vector<std::string> nearest(std::string_view text, std::size_t count = 3) const;

 private:
  friend class UnitTableReader;
  struct Atom {
    Dimension dimension;
    Rational factor = 1;
    Rational offset = 0;
    bool metric = false;
  };
  using Spellings = std::map<std::string, std::string, std::less<>>;  // spelling -> UCUM

  std::optional<Unit> ucum_symbol(std::string_view symbol) const;
  std::optional<Unit> laboratory_word(std::string_view word, bool all_capitals) const;

  std::map<std::string, Atom, std::less<>> atoms_;
  std::map<std::string, Rational, std::less<>> prefixes_;
  Spellings overrides_;              // whole units that UCUM would read as something else
  Spellings spellings_;              // whole units
  Spellings caseless_spellings_;     // the same by caseless_unit_key
  Spellings words_;                  // parts of units: "IU", "mcg", "day"
  Spellings caseless_words_;         // the same in lower case, without those that case tells apart
  std::vector<std::string> common_;  // what to suggest for a misspelt unit
};

// An affine step from one unit to another: converted = multiply · value + add.
struct UnitConversion {
  Rational multiply = 1;
  Rational add = 0;
};

// The conversion between two units of one dimension; nothing where the dimensions differ.
std::optional<UnitConversion> conversion_between(const Unit& from, const Unit& to);

}  // namespace eligo
