#include "quantity/interval.h"

#include <gtest/gtest.h>

#include <random>

namespace eligo {
namespace {

Interval at_most(int value, bool inclusive = true) {
  return {std::nullopt, Bound{Rational(value), inclusive}};
}
Interval at_least(int value, bool inclusive = true) {
  return {Bound{Rational(value), inclusive}, std::nullopt};
}

TEST(LiesIn, DecidesAKnownValueAtTheLimit) {
  EXPECT_EQ(lies_in(Interval::exactly(13), at_most(13)), Truth::yes);
  EXPECT_EQ(lies_in(Interval::exactly(13), at_most(13, false)), Truth::no);
  EXPECT_EQ(lies_in(Interval::exactly(*parse_decimal("13.000000000000000001")), at_most(13)),
            Truth::no);
  EXPECT_EQ(lies_in(Interval::exactly(13), at_least(13)), Truth::yes);
  EXPECT_EQ(lies_in(Interval::exactly(13), at_least(13, false)), Truth::no);
}

// A result reported as "< 5".
TEST(LiesIn, DecidesAComparatorOnlyWhereEveryValueAgrees) {
  const Interval below_five = at_most(5, false);
  EXPECT_EQ(lies_in(below_five, at_most(3)), Truth::unknown);
  EXPECT_EQ(lies_in(below_five, at_most(10, false)), Truth::yes);
  EXPECT_EQ(lies_in(below_five, at_most(5, false)), Truth::yes);
  EXPECT_EQ(lies_in(below_five, at_least(5)), Truth::no);
  EXPECT_EQ(lies_in(at_most(5), at_least(5)), Truth::unknown);
  EXPECT_EQ(lies_in(at_least(60), at_least(60, false)), Truth::unknown);
}

TEST(LiesIn, KnowsNothingAboutAValueThatCanBeAnything) {
  EXPECT_EQ(lies_in(Interval{}, at_most(3)), Truth::unknown);
  EXPECT_EQ(lies_in(Interval{}, Interval{}), Truth::yes);
}

TEST(LiesIn, FindsNothingInAnEmptyRangeAndLearnsNothingFromAnEmptyValue) {
  const Interval empty{Bound{Rational(5), true}, Bound{Rational(3), true}};
  EXPECT_EQ(lies_in(Interval::exactly(4), empty), Truth::no);
  EXPECT_EQ(lies_in(Interval{}, empty), Truth::no);
  EXPECT_EQ(lies_in(empty, at_most(3)), Truth::unknown);
}

TEST(Single, IsThereForAKnownValueAlone) {
  EXPECT_EQ(Interval::exactly(4).single(), Rational(4));
  EXPECT_EQ(at_most(4).single(), std::nullopt);
  EXPECT_EQ((Interval{Bound{Rational(3), true}, Bound{Rational(4), true}}.single()), std::nullopt);
  EXPECT_EQ((Interval{Bound{Rational(4), true}, Bound{Rational(4), false}}.single()), std::nullopt);
}

TEST(Transformed, ScalesBothEndsAndSwapsThemForANegativeScale) {
  const Interval value{Bound{Rational(1), true}, Bound{Rational(2), false}};
  EXPECT_EQ(transformed(value, 10, 5),
            (Interval{Bound{Rational(15), true}, Bound{Rational(25), false}}));
  EXPECT_EQ(transformed(value, -1, 0),
            (Interval{Bound{Rational(-2), false}, Bound{Rational(-1), true}}));
  EXPECT_EQ(transformed(at_most(3), -2, 0), at_least(-6));
  EXPECT_EQ(transformed(Interval{}, 2, 1), Interval{});
}

// The judge: a bound at a whole number and its in- or exclusion are told apart by the numbers n and
// n + 1/2; an interval between small whole numbers is the set of those halves that it holds.
bool holds(const Interval& interval, const Rational& number) {
  if (interval.low) {
    const int compared = cmp(number, interval.low->value);
    if (compared < 0 || (compared == 0 && !interval.low->inclusive)) return false;
  }
  if (interval.high) {
    const int compared = cmp(number, interval.high->value);
    if (compared > 0 || (compared == 0 && !interval.high->inclusive)) return false;
  }
  return true;
}

Truth judged(const Interval& value, const Interval& range) {
  bool inside = false;
  bool outside = false;
  for (int half = -4; half <= 24; ++half) {  // beyond the bounds 0 to 10 on both sides
    const Rational number = Rational(half) / 2;
    if (!holds(value, number)) continue;
    (holds(range, number) ? inside : outside) = true;
  }
  if (inside == outside) return Truth::unknown;
  return inside ? Truth::yes : Truth::no;
}

TEST(LiesIn, AgreesWithTryingEveryNumber) {
  std::mt19937 random(7);
  const auto below = [&](int limit) {
    return std::uniform_int_distribution<int>(0, limit - 1)(random);
  };
  const auto bound = [&]() -> std::optional<Bound> {
    if (below(5) == 0) return std::nullopt;
    return Bound{Rational(below(11)), below(2) == 0};
  };
  int counts[3] = {0, 0, 0};
  for (int i = 0; i < 100'000; ++i) {
    const Interval value{bound(), bound()};
    const Interval range{bound(), bound()};
    const Truth expected = judged(value, range);
    ++counts[static_cast<int>(expected)];
    ASSERT_EQ(lies_in(value, range), expected) << "case " << i;
  }
  for (const int count : counts) EXPECT_GT(count, 5'000);
}

}  // namespace
}  // namespace eligo
