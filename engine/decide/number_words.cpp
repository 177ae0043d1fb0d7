#include "decide/number_words.h"

#include <fmt/format.h>

namespace eligo {
namespace {

constexpr int most_digits = 20;
constexpr int short_decimal = 7;

bool same_side(const Rational& a, const Rational& b, const std::optional<Bound>& bound) {
  return !bound || (cmp(a, bound->value) < 0) == (cmp(b, bound->value) < 0);
}

bool meets_only_if_equal(const Rational& shown, const Rational& exact,
                         const std::optional<Bound>& bound) {
  return !bound || (shown == bound->value) == (exact == bound->value);
}

// Three digits, and two decimals below 100: as laboratories report.
int fewest_digits(const Rational& value) {
  const Rational size = abs(value);
  if (size >= 1000)
    return static_cast<int>(mpz_class(size.get_num() / size.get_den()).get_str().size());
  return size >= 10 && size < 100 ? 4 : 3;
}

std::string sign_text(const Bound& bound, bool is_low) {
  if (is_low) return bound.inclusive ? ">=" : ">";
  return bound.inclusive ? "<=" : "<";
}

}  // namespace

std::string number_text(const Rational& value, const Interval& range) {
  if (is_exact_decimal(value, short_decimal)) return decimal_text(value);
  for (int digits = fewest_digits(value); digits < most_digits; ++digits) {
    std::string text = decimal_text(value, digits);
    const std::optional<Rational> shown = parse_decimal(text);
    if (!shown) continue;
    const bool faithful = same_side(*shown, value, range.low) &&
                          same_side(*shown, value, range.high) &&
                          meets_only_if_equal(*shown, value, range.low) &&
                          meets_only_if_equal(*shown, value, range.high);
    if (faithful) return text;
  }
  return decimal_text(value, most_digits);
}

std::string interval_text(const Interval& interval) {
  if (const std::optional<Rational> value = interval.single()) return number_text(*value, {});
  if (interval.low && interval.high) {
    return fmt::format("{} {} and {} {}", sign_text(*interval.low, true),
                       number_text(interval.low->value, {}), sign_text(*interval.high, false),
                       number_text(interval.high->value, {}));
  }
  if (interval.low) {
    return fmt::format("{} {}", sign_text(*interval.low, true),
                       number_text(interval.low->value, {}));
  }
  if (interval.high) {
    return fmt::format("{} {}", sign_text(*interval.high, false),
                       number_text(interval.high->value, {}));
  }
  return "any value";
}

std::string range_text(const Interval& range, const std::string& unit) {
  if (const std::optional<Rational> value = range.single()) {
    return fmt::format("exactly {}{}", decimal_text(*value), unit);
  }
  const auto low = [&] {
    return fmt::format("{} {}{}", range.low->inclusive ? "at least" : "over",
                       number_text(range.low->value, {}), unit);
  };
  const auto high = [&] {
    return fmt::format("{} {}{}", range.high->inclusive ? "at most" : "below",
                       number_text(range.high->value, {}), unit);
  };
  if (range.low && range.high) {
    if (range.low->inclusive && range.high->inclusive) {
      return fmt::format("from {} to {}{}", number_text(range.low->value, {}),
                         number_text(range.high->value, {}), unit);
    }
    return low() + " and " + high();
  }
  if (range.low) return low();
  if (range.high) return high();
  return "any value";
}

std::string relation_text(const Rational& value, const Interval& range, const std::string& unit) {
  const auto limit = [&](const Bound& bound) { return number_text(bound.value, {}) + unit; };
  if (range.low) {
    const int order = cmp(value, range.low->value);
    if (order < 0) return "below " + limit(*range.low);
    if (order == 0 && !range.low->inclusive)
      return "exactly " + limit(*range.low) + ", not over it";
  }
  if (range.high) {
    const int order = cmp(value, range.high->value);
    if (order > 0) return "over " + limit(*range.high);
    if (order == 0 && !range.high->inclusive) {
      return "exactly " + limit(*range.high) + ", not below it";
    }
  }
  return range_text(range, unit);
}

std::optional<Margin> margin_of(const Rational& value, const Interval& range,
                                const std::string& unit) {
  const Bound* nearest = nullptr;
  Rational distance;
  for (const std::optional<Bound>* bound : {&range.low, &range.high}) {
    if (!*bound) continue;
    const Rational this_distance = abs(value - (*bound)->value);
    if (nearest == nullptr || this_distance < distance) {
      nearest = &**bound;
      distance = this_distance;
    }
  }
  if (nearest == nullptr) return std::nullopt;
  // The distance between the numbers as they are shown, so that a reader can check the sum.
  const std::optional<Rational> shown = parse_decimal(number_text(value, range));
  const Rational shown_distance = shown ? Rational(abs(*shown - nearest->value)) : distance;
  Margin margin;
  if (distance == 0) {
    margin.text = "exactly at the limit";
  } else {
    margin.text = fmt::format("{}{} {} the limit", number_text(shown_distance, {}), unit,
                              value > nearest->value ? "over" : "below");
  }
  const Rational size = abs(nearest->value);
  margin.relative = size == 0 ? distance : Rational(distance / size);
  return margin;
}

}  // namespace eligo
