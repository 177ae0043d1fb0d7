#pragma once

// The comparisons of a strip of rows, without bits of their own. What is kept are the ends of the
// ranges: for each place where a range of some trial begins or ends, the rows below it. A range is
// what is below its upper end and not below its lower one. Private to this stage.

#include <cstdint>
#include <span>
#include <vector>

#include "batch/block.h"
#include "batch/kernels.h"
#include "batch/plan.h"

namespace eligo::batch {

// How the ends of one column are found.
enum class Strategy {
  automatic,  // by how many there are
  scan,       // each looks at every cell
  sorted      // each cell is put at its first end; every end takes those of the end before it
};

// Some rows of a block.
struct Strip {
  const Block& block;
  std::size_t first_word = 0;
  std::size_t words = 0;

  std::uint32_t first_row() const { return static_cast<std::uint32_t>(64 * first_word); }
  std::uint32_t end_row() const { return static_cast<std::uint32_t>(64 * (first_word + words)); }
  // Those of the block's one-sided cells of a column that are among its rows.
  std::span<const OneSidedCell> one_sided(ColumnId column) const;
};

// What is known of a range where only one side of a value is.
enum class SideIs { inside, outside, either };
SideIs place_of_side(const PlaceRange& side, const PlaceRange& range);

class RangeEnds {
 public:
  // The plan must outlive it.
  RangeEnds(const Plan& plan, Strategy strategy);

  // Makes room for the values on one side that a block has in some column. True where the numbers
  // of the vectors changed by it.
  bool make_room_for(const Block& block);
  // Finds the vectors of these rows, and counts the rows.
  void see(const Strip& strip);

  ComparisonVectors vectors_of(const InPlaces& comparison) const;
  bool is_one_sided(ColumnId column) const { return columns_[column.index].is_one_sided; }
  const std::uint64_t* vectors() const { return vectors_; }
  // How many vectors there are.
  std::size_t size() const { return size_; }

  struct Sums {
    std::uint64_t yes = 0;
    std::uint64_t no = 0;
  };
  // How many of the rows seen since forget_sums() are in a range and outside of it. Between them
  // stands add_up().
  void forget_sums();
  void add_up();
  Sums sums_of(const InPlaces& comparison) const;

 private:
  struct SideCount {
    PlaceRange places;
    std::uint64_t rows = 0;
  };
  // Vectors of a column: `places.size()` of rows surely below an end, the rows that have a value,
  // and one that nobody reads; where it is one-sided, then as many of rows that may be below.
  struct ColumnEnds {
    std::vector<Place> places;         // of the ends, from below
    std::vector<std::uint16_t> slots;  // by place + 1: how many ends are at or below the place
    bool is_swept = false;
    bool is_one_sided = false;
    std::uint32_t first = 0;             // vector
    std::vector<std::uint32_t> counts;   // by vector; of rows below it, after add_up()
    std::vector<SideCount> side_counts;  // of the cells that are not in `counts`

    std::uint32_t known() const { return first + static_cast<std::uint32_t>(places.size()); }
    std::uint32_t first_maybe() const { return known() + 2; }
    std::uint32_t end_at(Place place) const { return slot_of(place) - 1U; }
    std::uint16_t slot_of(Place place) const;
  };

  // The rows of a strip whose values are only known to lie in the same range.
  struct Side {
    PlaceRange places;
    Words rows;
  };

  std::uint64_t* vector(std::uint32_t number) { return vectors_ + number * words_; }
  void number_vectors();
  void group_sides(ColumnEnds& column, std::span<const OneSidedCell> cells);
  void scan(ColumnEnds& column, const Place* cells);
  void sweep(ColumnEnds& column, const Place* cells);
  void put(const Side& side, std::uint32_t number);

  const Kernels& kernels_;
  std::vector<ColumnEnds> columns_;  // by ColumnId
  std::size_t size_ = 0;
  std::uint32_t first_row_ = 0;
  std::size_t words_ = 0;
  std::vector<Side> sides_;  // of the current column, so many as are used
  std::size_t used_sides_ = 0;
  // Each vector begins where a line of the cache does, if it is as long. Number 0 is empty.
  std::uint64_t* vectors_ = nullptr;
  Words memory_;
  Words marks_;
};

}  // namespace eligo::batch
