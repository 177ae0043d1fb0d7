#include "batch/limit_table.h"

#include <charconv>
#include <limits>

#include "quantity/unit_packed.h"

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

LimitTable::LimitTable(std::vector<double> near, std::vector<std::uint32_t> begins,
                       std::string_view packed, bool are_short_decimals)
    : begins_(std::move(begins)),
      packed_(packed),
      near_(std::move(near)),
      are_short_decimals_(are_short_decimals) {}

Rational LimitTable::limit(std::size_t i) const {
  if (!limits_.empty()) return limits_[i];
  ByteReader from(packed_.substr(std::min<std::size_t>(begins_[i], packed_.size())));
  return unpack_rational(from);
}

Place LimitTable::place_of(const Rational& exact) const {
  std::size_t above = 0;
  bool on_limit = false;
  if (!limits_.empty()) {
    const auto found = std::lower_bound(limits_.begin(), limits_.end(), exact);
    above = static_cast<std::size_t>(found - limits_.begin());
    on_limit = found != limits_.end() && *found == exact;
  } else {
    std::size_t left = near_.size();
    while (left > 0) {
      const std::size_t half = left / 2;
      if (limit(above + half) < exact) {
        above += half + 1;
        left -= half + 1;
      } else {
        left = half;
      }
    }
    on_limit = above < near_.size() && limit(above) == exact;
  }
  return static_cast<Place>(2 * above + (on_limit ? 1 : 0));
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

Interval LimitTable::range_of(const PlaceRange& places) const {
  const auto is_on_limit = [](Place place) { return place % 2 == 1; };
  const auto index = [](Place place) { return static_cast<std::size_t>(place / 2); };
  Interval range;
  if (places.low > 0) {
    const bool inclusive = is_on_limit(places.low);
    range.low = Bound{limit(index(places.low) - (inclusive ? 0 : 1)), inclusive};
  }
  if (places.high < std::numeric_limits<Place>::max()) {
    range.high = Bound{limit(index(places.high)), is_on_limit(places.high)};
  }
  return range;
}

}  // namespace eligo::batch
