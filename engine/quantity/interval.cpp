#include "quantity/interval.h"

#include <utility>

namespace eligo {
namespace {

// Whether no number is at least `low` and at most `high`.
bool exclude_each_other(const std::optional<Bound>& low, const std::optional<Bound>& high) {
  if (!low || !high) return false;
  const int compared = cmp(low->value, high->value);
  return compared > 0 || (compared == 0 && !(low->inclusive && high->inclusive));
}

// Whether every number over the bound `inner` is over the bound `outer`.
bool low_covers(const std::optional<Bound>& outer, const std::optional<Bound>& inner) {
  if (!outer) return true;
  if (!inner) return false;
  const int compared = cmp(outer->value, inner->value);
  return compared < 0 || (compared == 0 && (outer->inclusive || !inner->inclusive));
}

// Whether every number under the bound `inner` is under the bound `outer`.
bool high_covers(const std::optional<Bound>& outer, const std::optional<Bound>& inner) {
  if (!outer) return true;
  if (!inner) return false;
  const int compared = cmp(outer->value, inner->value);
  return compared > 0 || (compared == 0 && (outer->inclusive || !inner->inclusive));
}

std::optional<Bound> transformed(const std::optional<Bound>& bound, const Rational& scale,
                                 const Rational& offset) {
  if (!bound) return std::nullopt;
  const Rational value = scale * bound->value + offset;
  return Bound{value, bound->inclusive};
}

}  // namespace

std::optional<Rational> Interval::single() const {
  if (!low || !high || !low->inclusive || !high->inclusive || low->value != high->value) {
    return std::nullopt;
  }
  return low->value;
}

Truth lies_in(const Interval& value, const Interval& range) {
  // No number lies in an empty interval: a value that claims to has told nothing.
  if (exclude_each_other(value.low, value.high)) return Truth::unknown;
  if (low_covers(range.low, value.low) && high_covers(range.high, value.high)) return Truth::yes;
  if (exclude_each_other(range.low, range.high) || exclude_each_other(value.low, range.high) ||
      exclude_each_other(range.low, value.high)) {
    return Truth::no;
  }
  return Truth::unknown;
}

Interval transformed(const Interval& value, const Rational& scale, const Rational& offset) {
  Interval image{transformed(value.low, scale, offset), transformed(value.high, scale, offset)};
  if (scale < 0) std::swap(image.low, image.high);
  return image;
}

}  // namespace eligo
