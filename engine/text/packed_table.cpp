#include "text/packed_table.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace eligo {
namespace {

// FNV-1a (Fowler, Noll, Vo), the same on every machine.
std::uint32_t hash_of(std::string_view key) {
  constexpr std::uint32_t offset_basis = 2166136261U;
  constexpr std::uint32_t prime = 16777619U;
  std::uint32_t hash = offset_basis;
  for (const char c : key) hash = (hash ^ static_cast<std::uint8_t>(c)) * prime;
  return hash;
}

constexpr std::size_t slot_size = 4;

// A power of two, so that the slots are at most two thirds full.
std::size_t slots_for(std::size_t entries) {
  std::size_t slots = 1;
  while (slots * 2 < entries * 3 + 2) slots *= 2;
  return slots;
}

}  // namespace

std::string PackedTable::pack(const Entries& entries) {
  std::vector<std::uint32_t> slots(slots_for(entries.size()));
  ByteWriter packed_entries;
  for (const auto& [key, value] : entries) {
    std::size_t at = hash_of(key) & (slots.size() - 1);
    while (slots[at] != 0) at = (at + 1) & (slots.size() - 1);
    slots[at] = static_cast<std::uint32_t>(packed_entries.size() + 1);
    packed_entries.text(key);
    packed_entries.text(value);
  }
  ByteWriter row;
  for (const std::uint32_t slot : slots) row.fixed(slot);
  ByteWriter packed;
  packed.text(row.written());
  packed.text(packed_entries.written());
  return packed.written();
}

PackedTable::PackedTable(std::string_view packed) {
  ByteReader reader(packed);
  slots_ = reader.text();
  entries_ = reader.text();
}

std::optional<ByteReader> PackedTable::find(std::string_view key) const {
  const std::size_t slots = slots_.size() / slot_size;
  const std::uint32_t hash = hash_of(key);
  for (std::size_t probe = 0; probe < slots; ++probe) {
    const std::uint32_t entry = fixed_number_at(slots_, (hash + probe) & (slots - 1));
    if (entry == 0 || entry > entries_.size()) return std::nullopt;
    ByteReader reader(entries_.substr(entry - 1));
    if (reader.text() == key) return ByteReader(reader.text());
  }
  return std::nullopt;
}

}  // namespace eligo
