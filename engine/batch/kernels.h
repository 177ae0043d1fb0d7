#pragma once

// The loops over rows, 64 a word: compiled once for any processor of the family, once for those
// with AVX2, and once for those with AVX-512; chosen at run time. Private to this stage.
//
// A vector is `words` words of one bit a row. Vectors that stand one behind the other are given by
// the first; one among them by its number.

#include <cstddef>
#include <cstdint>

#include "batch/place.h"

namespace eligo::batch {

// A comparison with a range, by the numbers of vectors that range_ends.h explains:
//   yes  high and not maybe_low
//   no   known and not (maybe_high and not low)
// With no values on one side, the two highs are the same vector, and the two lows.
struct ComparisonVectors {
  std::uint32_t high = 0;
  std::uint32_t maybe_low = 0;
  std::uint32_t known = 0;
  std::uint32_t maybe_high = 0;
  std::uint32_t low = 0;
};

struct TrialBits {
  std::uint64_t* passing = nullptr;
  std::uint64_t* once = nullptr;
  std::uint64_t* twice = nullptr;
};

// A trial whose criteria are comparisons and nothing else, in four parts: those of columns without
// values on one side before the others, and of both what passes in its range before what fails
// there. Each part is given by its end.
struct PlainTrial {
  // `size` of them, and as many that are looked at next.
  const ComparisonVectors* comparisons = nullptr;
  std::size_t inside_end = 0;
  std::size_t outside_end = 0;
  std::size_t one_sided_inside_end = 0;
  std::size_t size = 0;
  bool can_be_eligible = true;
  std::uint32_t* fails_alone = nullptr;  // by comparison; added to
};

struct VerdictCounts {
  std::uint64_t eligible = 0;
  std::uint64_t ineligible = 0;
};

struct Kernels {
  // The rows whose cell lies in the range, and those that hold a place outside of it.
  void (*compare)(const Place* cells, std::size_t words, PlaceRange places, std::uint64_t* yes,
                  std::uint64_t* no);
  // For each of `count` places the rows below it, then those that have a place at all; and adds how
  // many they are.
  void (*scan)(const Place* cells, std::size_t words, const Place* places, std::size_t count,
               std::uint64_t* vectors, std::uint32_t* counts);
  // Marks each row in the vector numbered slots[place + 1], and counts it there.
  void (*mark)(const Place* cells, std::size_t words, const std::uint16_t* slots,
               std::uint64_t* marks, std::uint32_t* counts);
  // Gives each vector the marks of its number and those before it, and wipes out the marks.
  void (*gather)(std::uint64_t* marks, std::size_t count, std::size_t words,
                 std::uint64_t* vectors);
  // The same, and then those of the vector of the same number in `others`.
  void (*gather_with)(std::uint64_t* marks, const std::uint64_t* others, std::size_t count,
                      std::size_t words, std::uint64_t* vectors);
  // What a comparison of such vectors says.
  void (*look_up)(const ComparisonVectors& comparison, const std::uint64_t* vectors,
                  std::size_t words, std::uint64_t* yes, std::uint64_t* no);
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
  // The verdicts of a trial for the rows, and who fails by one criterion alone. `scratch` has room
  // for `trial.size` times most_lane_words words.
  void (*count_trial)(const PlainTrial& trial, const std::uint64_t* vectors, std::size_t words,
                      const std::uint64_t* rows, const std::uint64_t* deceased,
                      std::uint64_t* scratch, VerdictCounts& counts);
};

inline constexpr std::size_t most_lane_words = 16;

// The fastest that this processor has.
const Kernels& kernels();

}  // namespace eligo::batch
