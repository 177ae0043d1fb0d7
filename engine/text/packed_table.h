#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "text/packed_bytes.h"

namespace eligo {

// A hash table from texts to values, laid out in bytes so that it can be searched where it lies.
class PackedTable {
 public:
  using Entries = std::map<std::string, std::string, std::less<>>;

  // The bytes of a table of these keys and the bytes of their values.
  static std::string pack(const Entries& entries);

  PackedTable() = default;  // without entries
  // `packed` is what `pack` returned, and outlives the table.
  explicit PackedTable(std::string_view packed);

  // Reads the value of `key`; nothing where the table does not have it.
  std::optional<ByteReader> find(std::string_view key) const;

 private:
  std::string_view slots_;    // a fixed number each: 1 + where the entry begins, 0 where it is free
  std::string_view entries_;  // key and value
};

}  // namespace eligo
