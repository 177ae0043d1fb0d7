#include "batch/limit_table.h"

#include <charconv>
#include <limits>

namespace eligo::batch {
namespace {

constexpr int short_digits = 15;

// The double nearest to a number; GMP's own conversion cuts off.
double nearest_double(const Rational& number) {
  const std::string text = decimal_text(number, 2 * short_digits);
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

}  // namespace

void LimitTable::add(const Interval& range) {
  if (range.low) limits_.push_back(range.low->value);
  if (range.high) limits_.push_back(range.high->value);
}

void LimitTable::finish() {
  std::sort(limits_.begin(), limits_.end());
  limits_.erase(std::unique(limits_.begin(), limits_.end()), limits_.end());
  near_.clear();
  for (const Rational& limit : limits_) {
    near_.push_back(nearest_double(limit));
    are_short_decimals_ = are_short_decimals_ && is_exact_decimal(limit, short_digits);
  }
}

Place LimitTable::place_of(const Rational& exact) const {
  const auto above = std::lower_bound(limits_.begin(), limits_.end(), exact);
  const bool on_limit = above != limits_.end() && *above == exact;
  return static_cast<Place>(2 * (above - limits_.begin()) + (on_limit ? 1 : 0));
}

PlaceRange LimitTable::places_of(const Interval& range) const {
  PlaceRange places{0, std::numeric_limits<Place>::max()};
  if (range.low) {
    places.low = static_cast<Place>(place_of(range.low->value) + (range.low->inclusive ? 0 : 1));
  }
  if (range.high) {
    places.high = static_cast<Place>(place_of(range.high->value) - (range.high->inclusive ? 0 : 1));
  }
  return places;
}

}  // namespace eligo::batch
