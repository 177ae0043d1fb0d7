#pragma once

// The loops over rows, 64 a word: compiled once for any processor of the family and once for those
// with AVX2, and chosen at run time. Private to this stage.

#include <cstddef>
#include <cstdint>

#include "batch/place.h"

namespace eligo::batch {

struct TrialBits {
  std::uint64_t* passing = nullptr;
  std::uint64_t* once = nullptr;
  std::uint64_t* twice = nullptr;
};

struct Kernels {
  // Which cells lie in a range of places, and which hold one at all. 64 · `words` cells.
  void (*in_places)(const Place* cells, std::size_t words, PlaceRange places, std::uint64_t* yes);
  void (*is_known)(const Place* cells, std::size_t words, std::uint64_t* known);
  // Both at once: which cells lie in the range, and which hold a place outside of it.
  void (*compare)(const Place* cells, std::size_t words, PlaceRange places, std::uint64_t* yes,
                  std::uint64_t* no);
  // a &= b; a |= b
  void (*and_with)(std::uint64_t* a, const std::uint64_t* b, std::size_t words);
  void (*or_with)(std::uint64_t* a, const std::uint64_t* b, std::size_t words);
  // a = known & ~yes
  void (*and_not)(std::uint64_t* a, const std::uint64_t* known, const std::uint64_t* yes,
                  std::size_t words);
  // Takes a criterion into its trial: `passing` keeps those who pass, `once` gets those who fail,
  // `twice` those who failed before.
  void (*take_criterion)(TrialBits trial, const std::uint64_t* passes, const std::uint64_t* fails,
                         std::size_t words);
  std::uint64_t (*count)(const std::uint64_t* bits, std::size_t words);
  // How many are in a and not in b.
  std::uint64_t (*count_without)(const std::uint64_t* a, const std::uint64_t* b, std::size_t words);
};

// The fastest that this processor has.
const Kernels& kernels();

}  // namespace eligo::batch
