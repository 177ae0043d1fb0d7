#include "sql/exact.h"

#include <gtest/gtest.h>

#include "sql/dialect.h"

namespace eligo::sql {
namespace {

Rational number(const char* text) {
  return *parse_decimal(text);
}

Interval between(const char* low, bool low_closed, const char* high, bool high_closed) {
  return {Bound{number(low), low_closed}, Bound{number(high), high_closed}};
}

TEST(ExactNumbers, ADecimalOfSeventeenPlacesStandsAsItIs) {
  EXPECT_EQ(limit_literal(number("0.3")), "0.3");
  EXPECT_EQ(limit_literal(number("-12.50")), "-12.5");
  EXPECT_EQ(limit_literal(number("100")), "100");
  EXPECT_EQ(limit_literal(number("0.00000000000000001")), "0.00000000000000001");
}

TEST(ExactNumbers, AnyOtherLimitStandsBetweenItsNeighbours) {
  EXPECT_EQ(limit_literal(Rational(1, 3)), "0.333333333333333335");
  EXPECT_EQ(limit_literal(Rational(-1, 3)), "-0.333333333333333335");
  EXPECT_EQ(limit_literal(number("0.000000000000000001")), "0.000000000000000005");
}

TEST(ExactNumbers, AValueOnTheGridIsAPointAndAnyOtherAnOpenInterval) {
  const GridInterval point = on_grid(Interval::exactly(number("8.1")));
  EXPECT_EQ(point.low, "8.1");
  EXPECT_EQ(point.high, "8.1");
  EXPECT_TRUE(point.low_closed && point.high_closed);
  const GridInterval third = on_grid(Interval::exactly(Rational(1, 3)));
  EXPECT_EQ(third.low, "0.33333333333333333");
  EXPECT_EQ(third.high, "0.33333333333333334");
  EXPECT_FALSE(third.low_closed || third.high_closed);
}

TEST(ExactNumbers, AnEndThatIsOpenStaysOpen) {
  const GridInterval under = on_grid({std::nullopt, Bound{number("60"), false}});
  EXPECT_EQ(under.low, "");
  EXPECT_EQ(under.high, "60");
  EXPECT_FALSE(under.high_closed);
}

TEST(ExactNumbers, WhatNoColumnHoldsReachesToInfinity) {
  const GridInterval huge = on_grid(Interval::exactly(number("1e200")));
  EXPECT_EQ(huge.low, "99999999999999999999");
  EXPECT_FALSE(huge.low_closed);
  EXPECT_EQ(huge.high, "");
  EXPECT_EQ(limit_literal(number("1e200")), "99999999999999999999.000000000000000005");
  const GridInterval tiny = on_grid(Interval::exactly(number("-1e200")));
  EXPECT_EQ(tiny.low, "");
  EXPECT_EQ(tiny.high, "-99999999999999999999");
}

TEST(ExactNumbers, OnlyAnIntervalWithoutNumbersIsEmpty) {
  EXPECT_TRUE(is_empty(between("2", true, "1", true)));
  EXPECT_TRUE(is_empty(between("1", true, "1", false)));
  EXPECT_FALSE(is_empty(between("1", true, "1", true)));
  EXPECT_FALSE(is_empty({std::nullopt, Bound{number("1"), false}}));
}

TEST(Literals, QuotesInATextAreDoubled) {
  EXPECT_EQ(text_literal("Crohn's"), "'Crohn''s'");
  EXPECT_EQ(text_literal(""), "''");
  EXPECT_EQ(comment_text("one\ntwo"), "one\\ntwo");
}

TEST(Literals, ADayBeforeTheCalendarCountsAsItsFirst) {
  EXPECT_EQ(date_literal(Day{std::chrono::year{2026} / 1 / 15}), "DATE '2026-01-15'");
  EXPECT_EQ(date_literal(Day{std::chrono::year{-900} / 1 / 15}), "DATE '0001-01-01'");
}

}  // namespace
}  // namespace eligo::sql
