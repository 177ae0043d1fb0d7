#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "quantity/rational.h"
#include "quantity/unit_spellings.h"
#include "text/json.h"
#include "text/result.h"

namespace eligo {

// The exponents of the base units that a unit is made of, by base unit code ("m", "s", "g", "K",
// "C", "rad", "cd"); an arbitrary unit such as [IU] counts as a base of its own. No zeros.
// Departures from UCUM, which counts particles and calls a mole the number 6.02·10^23: "mol", "eq"
// and "osm" are bases of their own, so that an amount of substance is never taken for a count or
// for equivalents; so is what else UCUM takes for a number, [HPF] or bit. UnitTable::as_ucum_counts
// has UCUM's view.
using Dimension = std::map<std::string, int, std::less<>>;

// A unit of measure, resolved. value in base units = factor · (value in this unit + offset).
struct Unit {
  std::string text;  // as it was written
  std::string ucum;  // the same unit in UCUM's case-sensitive code, without parentheses: "mg/kg/d"
  Dimension dimension;
  Rational factor = 1;
  Rational offset = 0;   // not 0 only for special units: Celsius, a bel of another reference
  bool special = false;  // counted on a scale of its own (°C, pH, dB): combines with numbers only

  // The same quantity in every respect but the spelling.
  bool same_as(const Unit& other) const {
    return dimension == other.dimension && factor == other.factor && offset == other.offset;
  }
};

struct SymbolValue;

// What is wrong with a text that should be a unit, for people: `size` bytes from `begin` on are not
// UCUM (0 bytes where something is missing there).
struct UnitFault {
  std::size_t begin = 0;
  std::size_t size = 0;
  std::string message;  // "\"molv\" is no unit of UCUM"
  std::string help;     // what to write instead; may be empty
};

// The known units: UCUM atoms and prefixes, and laboratory spellings of UCUM expressions.
class UnitTable {
 public:
  // Reads the table from its JSON form, and the laboratory spellings from theirs where there are
  // some (rules/vocabulary/README.md describes the fields).
  static Result<UnitTable> read(const SourceText& units, const SourceText* spellings = nullptr);

  // The same table from and to the bytes that `packed` returns, without reading JSON. The bytes
  // outlive the table and its copies.
  static UnitTable unpacked(std::string_view bytes);
  std::string packed() const;

  // The unit that `text` writes, as UCUM or as a laboratory spells it ("mg/dl", "K/uL",
  // "x10E9/L", "µmol/L"). Nothing where it is no unit of the table, or stands for several units as
  // laboratories write ("EU/mL"). In this order, the first that
  // knows the text: the spellings that are not what UCUM would make of them ("K/uL" is no kelvin),
  // UCUM with regard to case but for the units that no laboratory means ("G" is no gauss), the
  // other spellings, and last a UCUM expression of laboratory words without regard to case
  // ("MG/DL", "units per day").
  std::optional<Unit> parse(std::string_view text) const;

  // The unit that `text` writes in UCUM's case-sensitive code, and nothing else.
  std::optional<Unit> parse_ucum(std::string_view text) const;

  // The same, or what is wrong with the text and where.
  std::variant<Unit, UnitFault> read_ucum(std::string_view text) const;

  // A UCUM expression in words: "(milligram) / (deciliter)", "(unity)" for an empty text or "1".
  // Nothing where it is not UCUM.
  std::optional<std::string> display_name(std::string_view ucum) const;

  // `unit` as UCUM counts: a mole is the number 6.02214076·10^23, a high power field is 1. For
  // exchange with others, never for clinical values.
  Unit as_ucum_counts(const Unit& unit) const;

  // Why values in `from` are not converted to `to`, in words; nothing where they are.
  std::optional<std::string> why_no_conversion(const Unit& from, const Unit& to) const;

  // Up to `count` known spellings nearest to `text`, the nearest first; none that are far.
  std::vector<std::string> nearest(std::string_view text, std::size_t count = 3) const;

 private:
  friend class UnitTableReader;
  friend class UnitSpellingReader;
  friend class UnitTablePacker;
  struct Prefix {
    std::string name;
    Rational factor = 1;
    bool ucum_only = false;
  };
  struct Atom {
    std::string name;
    Dimension dimension;
    Rational factor = 1;
    Rational offset = 0;
    bool special = false;
    bool metric = false;
    bool ucum_only = false;          // UCUM's unit, but what a laboratory writes so is another one
    std::string scale;               // "logarithm": why a base of its own does not convert
    std::optional<Rational> counts;  // the number that UCUM takes a base of its own for
  };
  struct Symbol {
    const Atom* atom = nullptr;      // null where the text is no symbol
    const Prefix* prefix = nullptr;  // may be null
  };
  enum class Reading { ucum, laboratory };
  using Words = UnitSpellings::Units;

  Symbol find_symbol(std::string_view text, Reading reading) const;
  std::optional<SymbolValue> ucum_symbol(std::string_view text, Reading reading) const;
  std::optional<Unit> ucum_expression(std::string_view text, Reading reading) const;
  std::optional<SymbolValue> laboratory_word(std::string_view word, bool all_capitals) const;
  std::optional<Unit> parse_afresh(std::string_view text) const;
  std::optional<Unit> laboratory_unit(const std::string& folded) const;
  std::string help_with(std::string_view text, std::string_view unknown_symbol) const;

  std::map<std::string, Atom, std::less<>> atoms_;
  std::map<std::string, Prefix, std::less<>> prefixes_;
  UnitSpellings overrides_;  // whole units that UCUM would read as something else
  std::set<std::string, std::less<>> unclear_;  // whole texts that nobody can be sure of: "EU/mL"
  UnitSpellings spellings_;                     // whole units
  UnitSpellings caseless_spellings_;            // the same by caseless_unit_key
  Words words_;                                 // parts of units: "IU", "mcg", "day"
  Words caseless_words_;             // the same in lower case, without those that case tells apart
  std::vector<std::string> common_;  // what to suggest for a misspelt unit
  // What parse makes of the texts that are met most, so that it need not read them again.
  UnitSpellings ready_;
};

// An affine step from one unit to another: converted = multiply · value + add.
struct UnitConversion {
  Rational multiply = 1;
  Rational add = 0;
};

// The conversion between two units of one dimension; nothing where the dimensions differ.
std::optional<UnitConversion> conversion_between(const Unit& from, const Unit& to);

}  // namespace eligo
