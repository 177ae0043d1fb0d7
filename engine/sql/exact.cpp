#include "sql/exact.h"

namespace eligo::sql {
namespace {

// Beyond this no column of 20 digits before the point reaches.
const mpz_class& largest_place() {
  static const mpz_class largest = [] {
    mpz_class ten_to_37;
    mpz_ui_pow_ui(ten_to_37.get_mpz_t(), 10, 37);
    mpz_class one;
    mpz_ui_pow_ui(one.get_mpz_t(), 10, grid_places);
    return mpz_class(ten_to_37 - one);
  }();
  return largest;
}

// Where a number lies on the grid: on the place `floor`, or between it and the next.
struct Place {
  mpz_class floor;
  bool is_on_it = false;
};

Place place_of(const Rational& number) {
  mpz_class scale;
  mpz_ui_pow_ui(scale.get_mpz_t(), 10, grid_places);
  const mpz_class scaled = number.get_num() * scale;
  Place place;
  mpz_fdiv_q(place.floor.get_mpz_t(), scaled.get_mpz_t(), number.get_den_mpz_t());
  place.is_on_it = mpz_divisible_p(scaled.get_mpz_t(), number.get_den_mpz_t()) != 0;
  return place;
}

// `units` of 10^-places as a decimal without needless zeros.
std::string decimal_of(const mpz_class& units, std::size_t places) {
  const bool negative = sgn(units) < 0;
  std::string digits = mpz_class(abs(units)).get_str();
  if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
  std::string text = digits.substr(0, digits.size() - places);
  std::string fraction = digits.substr(digits.size() - places);
  fraction.erase(fraction.find_last_not_of('0') + 1);
  if (!fraction.empty()) text += "." + fraction;
  return negative ? "-" + text : text;
}

std::string grid_text(const mpz_class& place) {
  return decimal_of(place, grid_places);
}

}  // namespace

std::string limit_literal(const Rational& limit) {
  const Place place = place_of(limit);
  mpz_class floor = place.floor;
  bool between = !place.is_on_it;
  if (floor >= largest_place()) {
    floor = largest_place();
    between = true;
  }
  if (floor < -largest_place()) {
    floor = -largest_place() - 1;
    between = true;
  }
  return between ? decimal_of(floor * 10 + 5, grid_places + 1) : grid_text(floor);
}

GridInterval on_grid(const Interval& value) {
  GridInterval result;
  if (value.low) {
    const Place place = place_of(value.low->value);
    if (place.floor >= largest_place()) {
      result.low = grid_text(largest_place());
    } else if (place.floor >= -largest_place()) {
      result.low = grid_text(place.floor);
      result.low_closed = place.is_on_it && value.low->inclusive;
    }
  }
  if (value.high) {
    const Place place = place_of(value.high->value);
    if (place.floor < -largest_place()) {
      result.high = grid_text(-largest_place());
    } else if (place.floor < largest_place()) {
      result.high = grid_text(place.is_on_it ? place.floor : mpz_class(place.floor + 1));
      result.high_closed = place.is_on_it && value.high->inclusive;
    }
  }
  return result;
}

bool is_empty(const Interval& value) {
  if (!value.low || !value.high) return false;
  const int compared = cmp(value.low->value, value.high->value);
  return compared > 0 || (compared == 0 && !(value.low->inclusive && value.high->inclusive));
}

}  // namespace eligo::sql
