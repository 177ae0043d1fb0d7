#include "quantity/unit_spellings.h"

#include "quantity/unit_packed.h"

namespace eligo {

UnitSpellings::UnitSpellings(const Units& units) {
  PackedTable::Entries entries;
  for (const auto& [text, unit] : units) {
    ByteWriter value;
    pack(unit, value);
    entries.emplace_hint(entries.end(), text, value.written());
  }
  owned_ = std::make_shared<const std::string>(PackedTable::pack(entries));
  packed_ = *owned_;
  table_ = PackedTable(packed_);
}

std::optional<Unit> UnitSpellings::find(std::string_view text) const {
  std::optional<Unit> unit;
  if (auto value = table_.find(text)) unpack_unit_into(unit.emplace(), *value);
  return unit;
}

}  // namespace eligo
