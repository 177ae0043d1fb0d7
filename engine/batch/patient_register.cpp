#include "batch/patient_register.h"

#include <utility>

namespace eligo::batch {

std::size_t PatientRegister::place_of(const std::vector<Entry>& entries, std::uint64_t low,
                                      std::uint32_t high) {
  std::size_t at = low % entries.size();
  while (entries[at].input_plus_one != 0 && (entries[at].low != low || entries[at].high != high)) {
    at = at + 1 == entries.size() ? 0 : at + 1;
  }
  return at;
}

void PatientRegister::grow(Shelf& shelf) {
  constexpr std::size_t first_size = 61;
  // Half as much again keeps what is free under two fifths.
  std::vector<Entry> larger(shelf.entries.empty() ? first_size : shelf.entries.size() * 3 / 2 + 1);
  for (const Entry& entry : shelf.entries) {
    if (entry.input_plus_one != 0) larger[place_of(larger, entry.low, entry.high)] = entry;
  }
  shelf.entries = std::move(larger);
}

std::optional<std::uint32_t> PatientRegister::add(const PatientDigest& patient,
                                                  std::uint32_t input) {
  Shelf& shelf = shelves_[patient.high >> 56U];
  if (shelf.used * 10 >= shelf.entries.size() * 9) grow(shelf);
  Entry& place =
      shelf.entries[place_of(shelf.entries, patient.low, static_cast<std::uint32_t>(patient.high))];
  if (place.input_plus_one != 0) return place.input_plus_one - 1;
  place = {patient.low, static_cast<std::uint32_t>(patient.high), input + 1};
  ++shelf.used;
  return std::nullopt;
}

bool PatientRegister::contains(const PatientDigest& patient) const {
  const Shelf& shelf = shelves_[patient.high >> 56U];
  if (shelf.entries.empty()) return false;
  const std::size_t at =
      place_of(shelf.entries, patient.low, static_cast<std::uint32_t>(patient.high));
  return shelf.entries[at].input_plus_one != 0;
}

}  // namespace eligo::batch
