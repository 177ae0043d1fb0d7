#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

#include "compile/atoms.h"
#include "quantity/unit.h"

namespace eligo::compile {

// A unit as a sentence writes it behind a number.
struct WrittenUnit {
  std::size_t atoms = 0;     // how many atoms write it
  std::string ucum;          // empty for a noun that only says what is counted: "points"
  std::string open_writing;  // how an unclear writing is read: "109/L as 10^9/L"; else empty
  bool is_count = false;     // cells or copies in a volume
};

// Finds units behind numbers, and remembers those it has looked up.
class UnitReader {
 public:
  explicit UnitReader(const UnitTable& units) : units_(units) {}

  // The longest unit that begins at the first of `atoms`: "mg/dL", "x 10^9/L", "(ml/min/1.73 m2)",
  // "× 109/L". Nothing where none does.
  std::optional<WrittenUnit> unit_at(std::string_view sentence, std::span<const Atom> atoms);

 private:
  struct Known {
    std::string ucum;
    bool is_count = false;
  };

  std::optional<WrittenUnit> longest(std::string_view sentence, std::span<const Atom> atoms);
  std::optional<WrittenUnit> power_of_ten(std::string_view sentence, std::span<const Atom> atoms);
  std::optional<WrittenUnit> in_parentheses(std::string_view sentence, std::span<const Atom> atoms);
  const std::optional<Known>& look_up(std::string_view text);

  const UnitTable& units_;
  std::unordered_map<std::string, std::optional<Known>> known_;
};

}  // namespace eligo::compile
