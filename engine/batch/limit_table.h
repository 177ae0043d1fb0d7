#pragma once

// The limits that the loaded trials set to one quantity, and where a value lies among them. A
// column holds these places in stead of values: two bytes each, and a comparison with a limit is
// exact, since no value was rounded to get there.

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string_view>
#include <vector>

#include "batch/place.h"
#include "quantity/interval.h"
#include "quantity/rational.h"

namespace eligo::batch {

class LimitTable {
 public:
  // More limits than this do not fit into places.
  static constexpr std::size_t most = 16'000;

  // Takes in the ends of a range. Call finish() when all are in.
  void add(const Interval& range);
  // How many limits were taken in so far, each as often as it was.
  std::size_t taken_in() const { return limits_.size(); }
  void finish();

  // A table as it was written to a file: the doubles, where each exact limit begins in `packed`,
  // and whether all are short decimals. Exact limits are unpacked when one is needed; `packed`
  // outlives the table.
  LimitTable(std::vector<double> near, std::vector<std::uint32_t> begins, std::string_view packed,
             bool are_short_decimals);
  LimitTable() = default;

  std::size_t size() const { return near_.size(); }
  double near(std::size_t i) const { return near_[i]; }
  Rational limit(std::size_t i) const;
  bool are_short_decimals() const { return are_short_decimals_; }

  PlaceRange places_of(const Interval& range) const;
  // The range with these places.
  Interval range_of(const PlaceRange& places) const;

  // Where `exact` lies.
  Place place_of(const Rational& exact) const;

  // Where a value lies that is `near` to within 10^-12 of `magnitude`. `exact` gives the value
  // itself and is called only where that is not close enough.
  template <typename Exact>
  Place place_of(double near, double magnitude, const Exact& exact) const {
    const auto above = std::lower_bound(near_.begin(), near_.end(), near);
    const double doubt = 1e-12 * magnitude;
    const bool touches_above =
        above != near_.end() && *above - near <= doubt + 1e-12 * std::abs(*above);
    const bool touches_below =
        above != near_.begin() && near - *(above - 1) <= doubt + 1e-12 * std::abs(*(above - 1));
    if (touches_above || touches_below) return place_of(exact());
    return static_cast<Place>(2 * (above - near_.begin()));
  }

  // The same for a value that a decimal of at most 15 digits writes, given as the nearest double.
  // Two such decimals are equal where their doubles are.
  template <typename Exact>
  Place place_of_decimal(double value, const Exact& exact) const {
    if (!are_short_decimals_) return place_of(value, std::abs(value), exact);
    const auto above = std::lower_bound(near_.begin(), near_.end(), value);
    const bool on_limit = above != near_.end() && *above == value;
    return static_cast<Place>(2 * (above - near_.begin()) + (on_limit ? 1 : 0));
  }

 private:
  std::vector<Rational> limits_;  // empty where they are packed
  std::vector<std::uint32_t> begins_;
  std::string_view packed_;
  std::vector<double> near_;  // the doubles nearest to them
  bool are_short_decimals_ = true;
};

}  // namespace eligo::batch
