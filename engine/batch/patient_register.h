#pragma once

// Which patients were read already, millions of them in 16 bytes each and some room to grow.

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "batch/screen_lines.h"

namespace eligo::batch {

class PatientRegister {
 public:
  // Takes in a patient of an input. Gives the number of the input that the same patient was read
  // from before, if any. Of a digest 96 bits count: among five million patients, the odds that any
  // two are taken for one are under 1 in 10^15.
  std::optional<std::uint32_t> add(const PatientDigest& patient, std::uint32_t input);

  bool contains(const PatientDigest& patient) const;

 private:
  struct Entry {
    std::uint64_t low = 0;
    std::uint32_t high = 0;
    std::uint32_t input_plus_one = 0;  // 0: the place is free
  };
  // Each shelf grows by itself, so that growing never needs the whole twice.
  struct Shelf {
    std::vector<Entry> entries;
    std::size_t used = 0;
  };

  // Where the patient stands in the shelf, or would.
  static std::size_t place_of(const std::vector<Entry>& entries, std::uint64_t low,
                              std::uint32_t high);
  static void grow(Shelf& shelf);

  std::array<Shelf, 256> shelves_;
};

}  // namespace eligo::batch
