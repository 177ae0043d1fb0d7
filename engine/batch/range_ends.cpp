#include "batch/range_ends.h"

#include <algorithm>
#include <limits>

namespace eligo::batch {
namespace {

constexpr Place last_place = std::numeric_limits<Place>::max();

// From so many ends in one column on, it is quicker to put every cell at its end than to look at
// every cell for each end (measured: tools/bench).
constexpr std::size_t many_ends = 40;

constexpr std::size_t line = 8;  // words of a cache's line

bool is_empty(const PlaceRange& range) {
  return range.high < range.low;
}

}  // namespace

std::span<const OneSidedCell> Strip::one_sided(ColumnId column) const {
  const std::vector<OneSidedCell>& cells = block.one_sided[column.index];
  const auto from = [&](std::uint32_t row) {
    return std::lower_bound(
        cells.begin(), cells.end(), row,
        [](const OneSidedCell& cell, std::uint32_t wanted) { return cell.row < wanted; });
  };
  return {from(first_row()), from(end_row())};
}

// Inside where all that the value may be is, outside where none is.
SideIs place_of_side(const PlaceRange& side, const PlaceRange& range) {
  if (range.low <= side.low && side.high <= range.high) return SideIs::inside;
  if (is_empty(range) || side.high < range.low || range.high < side.low) return SideIs::outside;
  return SideIs::either;
}

std::uint16_t RangeEnds::ColumnEnds::slot_of(Place place) const {
  return slots[std::min(static_cast<std::size_t>(place) + 1, slots.size() - 1)];
}

RangeEnds::RangeEnds(const Plan& plan, Strategy strategy) : kernels_(kernels()) {
  for (const Column& column : plan.columns) {
    ColumnEnds& ends = columns_.emplace_back();
    ends.slots.assign(2 * column.limits.size() + 2, 0);
  }
  for (const Gate& gate : plan.gates) {
    if (!gate.is_comparison()) continue;
    const auto [column, range] = gate.comparison();
    if (is_empty(range)) continue;
    std::vector<std::uint16_t>& slots = columns_[column.index].slots;
    if (range.low > 0) slots[static_cast<std::size_t>(range.low) + 1] = 1;
    if (range.high < last_place) slots[static_cast<std::size_t>(range.high) + 2] = 1;
  }
  for (ColumnEnds& ends : columns_) {
    std::uint16_t passed = 0;
    for (std::size_t i = 1; i < ends.slots.size(); ++i) {
      if (ends.slots[i] != 0) {
        ends.places.push_back(static_cast<Place>(i - 1));
        ++passed;
      }
      ends.slots[i] = passed;
    }
    ends.slots[0] = static_cast<std::uint16_t>(passed + 1);  // of a missing value
    ends.counts.resize(ends.places.size() + 2);
    const bool many = ends.places.size() >= many_ends;
    ends.is_swept = strategy == Strategy::automatic ? many : strategy == Strategy::sorted;
  }
  number_vectors();
}

void RangeEnds::number_vectors() {
  size_ = 1;
  for (ColumnEnds& column : columns_) {
    column.first = static_cast<std::uint32_t>(size_);
    size_ += (column.is_one_sided ? 2 : 1) * (column.places.size() + 2);
  }
}

bool RangeEnds::make_room_for(const Block& block) {
  bool is_new = false;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (columns_[i].is_one_sided || block.one_sided[i].empty()) continue;
    columns_[i].is_one_sided = true;
    is_new = true;
  }
  if (is_new) number_vectors();
  return is_new;
}

void RangeEnds::see(const Strip& strip) {
  words_ = strip.words;
  first_row_ = strip.first_row();
  memory_.resize(std::max(memory_.size(), size_ * words_ + line));
  const std::size_t address =
      reinterpret_cast<std::uintptr_t>(memory_.data()) / sizeof(std::uint64_t);
  vectors_ = memory_.data() + (line - address % line);
  std::fill_n(vectors_, words_, 0);
  for (std::uint32_t i = 0; i < columns_.size(); ++i) {
    ColumnEnds& column = columns_[i];
    const Place* cells = strip.block.cells_of(ColumnId{i}) + strip.first_row();
    used_sides_ = 0;
    if (column.is_one_sided) group_sides(column, strip.one_sided(ColumnId{i}));
    if (column.is_swept) {
      sweep(column, cells);
    } else {
      scan(column, cells);
    }
  }
}

// There are few ranges: a laboratory's limits, as places.
void RangeEnds::group_sides(ColumnEnds& column, std::span<const OneSidedCell> cells) {
  for (const OneSidedCell& cell : cells) {
    std::size_t i = 0;
    while (i < used_sides_ && sides_[i].places != cell.places) ++i;
    if (i == used_sides_) {
      if (used_sides_ == sides_.size()) sides_.emplace_back();
      sides_[used_sides_].places = cell.places;
      sides_[used_sides_++].rows.assign(words_, 0);
    }
    set_bit(sides_[i].rows, cell.row - first_row_);
  }
  for (std::size_t i = 0; i < used_sides_; ++i) {
    const Side& side = sides_[i];
    auto same = std::find_if(column.side_counts.begin(), column.side_counts.end(),
                             [&](const SideCount& known) { return known.places == side.places; });
    if (same == column.side_counts.end()) {
      same = column.side_counts.insert(same, SideCount{side.places, 0});
    }
    same->rows += kernels_.count(side.rows.data(), words_);
  }
}

void RangeEnds::put(const Side& side, std::uint32_t number) {
  kernels_.or_with(vector(number), side.rows.data(), words_);
}

void RangeEnds::scan(ColumnEnds& column, const Place* cells) {
  std::uint64_t* vectors = vector(column.first);
  const std::size_t ends = column.places.size();
  kernels_.scan(cells, words_, column.places.data(), ends, vectors, column.counts.data());
  if (column.is_one_sided) {
    std::copy_n(vectors, ends * words_, vector(column.first_maybe()));
  }
  for (std::size_t side = 0; side < used_sides_; ++side) {
    const PlaceRange& places = sides_[side].places;
    for (std::uint32_t i = 0; i < ends; ++i) {
      if (places.high < column.places[i]) put(sides_[side], column.first + i);
      if (places.low < column.places[i]) put(sides_[side], column.first_maybe() + i);
    }
    put(sides_[side], column.known());
  }
}

void RangeEnds::sweep(ColumnEnds& column, const Place* cells) {
  const std::size_t ends = column.places.size();
  const std::size_t all = ends + 2;
  marks_.resize(std::max(marks_.size(), 2 * all * words_));
  std::uint64_t* marks = marks_.data();
  std::uint64_t* maybe_marks = marks + all * words_;
  kernels_.mark(cells, words_, column.slots.data(), marks, column.counts.data());
  for (std::size_t side = 0; side < used_sides_; ++side) {
    const PlaceRange& places = sides_[side].places;
    const std::uint64_t* rows = sides_[side].rows.data();
    kernels_.or_with(marks + column.slot_of(places.high) * words_, rows, words_);
    kernels_.or_with(maybe_marks + column.slot_of(places.low) * words_, rows, words_);
  }
  // The marks are gathered with all of them, so that none is left.
  std::uint64_t* vectors = vector(column.first);
  kernels_.gather(marks, all, words_, vectors);
  if (column.is_one_sided) {
    kernels_.gather_with(maybe_marks, vectors, all, words_, vector(column.first_maybe()));
  }
}

ComparisonVectors RangeEnds::vectors_of(const InPlaces& comparison) const {
  const ColumnEnds& column = columns_[comparison.column.index];
  const PlaceRange& range = comparison.places;
  ComparisonVectors vectors;
  vectors.known = column.known();
  if (is_empty(range)) return vectors;
  const std::uint32_t to_maybe = column.is_one_sided ? column.first_maybe() - column.first : 0;
  vectors.high = vectors.maybe_high = column.known();
  if (range.high < last_place) {
    vectors.high = column.first + column.end_at(static_cast<Place>(range.high + 1));
    vectors.maybe_high = vectors.high + to_maybe;
  }
  if (range.low > 0) {
    vectors.low = column.first + column.end_at(range.low);
    vectors.maybe_low = vectors.low + to_maybe;
  }
  return vectors;
}

void RangeEnds::forget_sums() {
  for (ColumnEnds& column : columns_) {
    std::fill(column.counts.begin(), column.counts.end(), 0);
    column.side_counts.clear();
  }
}

void RangeEnds::add_up() {
  for (ColumnEnds& column : columns_) {
    if (!column.is_swept) continue;
    std::uint32_t sum = 0;
    for (std::uint32_t& count : column.counts) count = sum += count;
  }
}

RangeEnds::Sums RangeEnds::sums_of(const InPlaces& comparison) const {
  const ColumnEnds& column = columns_[comparison.column.index];
  const PlaceRange& range = comparison.places;
  const std::uint64_t known = column.counts[column.places.size()];
  Sums sums;
  if (!is_empty(range)) {
    sums.yes = known;
    if (range.high < last_place) {
      sums.yes = column.counts[column.end_at(static_cast<Place>(range.high + 1))];
    }
    if (range.low > 0) sums.yes -= column.counts[column.end_at(range.low)];
  }
  sums.no = known - sums.yes;
  for (const SideCount& side : column.side_counts) {
    const SideIs where = place_of_side(side.places, range);
    if (where == SideIs::inside) sums.yes += side.rows;
    if (where == SideIs::outside) sums.no += side.rows;
  }
  return sums;
}

}  // namespace eligo::batch
