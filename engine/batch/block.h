#pragma once

// Some hundreds or thousands of patients, as columns: what the plan's leaves need to know of them.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "batch/plan.h"
#include "decide/decision.h"

namespace eligo::batch {

// 64 patients a word, patient 0 in the lowest bit.
using Words = std::vector<std::uint64_t>;

inline void set_bit(Words& words, std::uint32_t row) {
  words[row / 64] |= std::uint64_t{1} << (row % 64);
}

// What is known of one leaf of one patient beside the columns.
struct LeafAnswer {
  GateId gate;
  std::uint32_t row = 0;
  Truth truth{};
};

// A value that is only known to lie somewhere in a range of places: "< 60".
struct OneSidedCell {
  std::uint32_t row = 0;
  PlaceRange places;
};

// The results of a patient in a trial that only the reference could decide.
struct ReferenceResults {
  TrialIndex trial;
  std::uint32_t row = 0;
  std::vector<CriterionResult> results;  // by criterion
};

struct Block {
  // `capacity` is a multiple of 64.
  Block(const Plan& plan, std::uint32_t capacity);

  // Forgets all rows.
  void clear();
  bool is_full() const { return rows == capacity; }
  Place* cells_of(ColumnId column) { return cells.data() + std::size_t{column.index} * capacity; }
  const Place* cells_of(ColumnId column) const {
    return cells.data() + std::size_t{column.index} * capacity;
  }

  std::uint32_t capacity = 0;
  std::uint32_t rows = 0;
  std::vector<Place> cells;  // column by column
  Words male;
  Words female;
  Words deceased;
  std::array<Words, 4> complete;                     // by RecordList
  std::vector<std::vector<OneSidedCell>> one_sided;  // by ColumnId; their cells are missing
  std::vector<LeafAnswer> answers;
  std::vector<ReferenceResults> by_reference;
};

}  // namespace eligo::batch
