#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "text/packed_table.h"

namespace eligo {

struct Unit;

// Units by the texts that write them, packed: there are many, and few of them are ever asked for.
class UnitSpellings {
 public:
  using Units = std::map<std::string, Unit, std::less<>>;

  UnitSpellings() = default;  // none
  explicit UnitSpellings(const Units& units);
  // `packed` is what `packed()` returned, and outlives this and its copies.
  explicit UnitSpellings(std::string_view packed) : packed_(packed), table_(packed) {}

  std::optional<Unit> find(std::string_view text) const;
  std::string_view packed() const { return packed_; }

 private:
  std::shared_ptr<const std::string> owned_;  // the bytes, where nobody else keeps them
  std::string_view packed_;
  PackedTable table_;
};

}  // namespace eligo
