#include "quantity/calendar.h"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <vector>

namespace eligo {
namespace {

Day day(const char* text) {
  return parse_date(text).value().earliest;
}

constexpr std::int64_t hour = 3600;

TEST(ParseDate, ReadsPartialDatesAsIntervals) {
  const auto year = parse_date("2012").value();
  EXPECT_EQ(date_text(year.earliest), "2012-01-01");
  EXPECT_EQ(date_text(year.latest), "2012-12-31");
  EXPECT_FALSE(year.is_one_day());
  const auto month = parse_date("2024-02").value();
  EXPECT_EQ(date_text(month.earliest), "2024-02-01");
  EXPECT_EQ(date_text(month.latest), "2024-02-29");
  const auto one_day = parse_date("2012-03-31").value();
  EXPECT_TRUE(one_day.is_one_day());
  EXPECT_EQ(one_day.text, "2012-03-31");
  EXPECT_EQ(one_day.last_second - one_day.first_second, 24 * hour - 1);
  EXPECT_FALSE(one_day.zone_missing);
}

TEST(ParseDate, ReadsTimes) {
  const auto utc = parse_date("1970-01-02T01:00:30Z").value();
  EXPECT_EQ(utc.first_second, 24 * hour + hour + 30);
  EXPECT_EQ(utc.last_second, utc.first_second);
  EXPECT_FALSE(utc.zone_missing);
  const auto minute = parse_date("1970-01-01T01:00Z").value();
  EXPECT_EQ(minute.first_second, hour);
  EXPECT_EQ(minute.last_second, hour + 59);
  EXPECT_TRUE(parse_date("2026-01-02T10:15:30.123+01:00"));
}

TEST(ParseDate, KeepsTheLocalDayAndCountsSecondsInUtc) {
  const auto east = parse_date("2026-01-02T01:00:00+14:00").value();
  const auto west = parse_date("2026-01-01T01:00:00-12:00").value();
  EXPECT_EQ(date_text(east.earliest), "2026-01-02");
  EXPECT_EQ(date_text(west.earliest), "2026-01-01");
  EXPECT_LT(east.first_second, west.first_second);  // though its day is the later one
  EXPECT_EQ(west.first_second - east.first_second, 2 * hour);
}

TEST(ParseDate, WidensATimeWithoutAZoneToEveryZone) {
  const auto local = parse_date("2026-01-02T10:00:00").value();
  const auto utc = parse_date("2026-01-02T10:00:00Z").value();
  EXPECT_TRUE(local.zone_missing);
  EXPECT_EQ(date_text(local.earliest), "2026-01-02");
  EXPECT_TRUE(local.is_one_day());
  EXPECT_EQ(local.first_second, utc.first_second - 14 * hour);
  EXPECT_EQ(local.last_second, utc.last_second + 12 * hour);
}

TEST(ParseDate, RefusesWhatIsNoDate) {
  for (const char* text : {"",
                           "2024-02-30",
                           "2023-02-29",
                           "2024-13",
                           "2024-00",
                           "2024-01-00",
                           "2024-04-31",
                           "1799",
                           "2300",
                           "24",
                           "20240101",
                           "2024-1-1",
                           "2024/01/01",
                           "01.02.2024",
                           "2024-01-01 10:00",
                           "2024-01-01T",
                           "2024-01-01T10",
                           "2024-01-01T24:00",
                           "2024-01-01T10:60",
                           "2024-01-01T10:00:61",
                           "2024-01-01T10:00+15:00",
                           "2024-01-01T10:00-12:30",
                           "2024-01-01T10:00+1:00",
                           "2024-01-01T10:00:00.Z",
                           "2024-01-01T10:00ZZ",
                           "2024-",
                           "2024-01-",
                           "2024-01-01 ",
                           "-2024",
                           "2024-01-01T10:00z"}) {
    EXPECT_FALSE(parse_date(text)) << text;
  }
  EXPECT_TRUE(parse_date("1800-01-01"));
  EXPECT_TRUE(parse_date("2299-12-31"));
  EXPECT_TRUE(parse_date("2000-02-29"));
  EXPECT_FALSE(parse_date("1900-02-29"));
}

TEST(BeforeAndAfter, TakeTheLastDayOfAShorterMonth) {
  EXPECT_EQ(date_text(before(day("2024-03-31"), {1, Period::Unit::months})), "2024-02-29");
  EXPECT_EQ(date_text(before(day("2023-03-31"), {1, Period::Unit::months})), "2023-02-28");
  EXPECT_EQ(date_text(after(day("2024-02-29"), {1, Period::Unit::years})), "2025-02-28");
  EXPECT_EQ(date_text(after(day("2024-02-29"), {4, Period::Unit::years})), "2028-02-29");
  EXPECT_EQ(date_text(before(day("2026-01-15"), {28, Period::Unit::days})), "2025-12-18");
  EXPECT_EQ(date_text(before(day("2026-01-15"), {4, Period::Unit::weeks})), "2025-12-18");
  EXPECT_EQ(before(day("2026-01-15"), {0, Period::Unit::months}), day("2026-01-15"));
}

TEST(BeforeAndAfter, SurviveAbsurdPeriods) {
  const int huge = std::numeric_limits<int>::max();
  for (const auto unit :
       {Period::Unit::days, Period::Unit::weeks, Period::Unit::months, Period::Unit::years}) {
    EXPECT_LT(before(day("2026-01-15"), {huge, unit}), day("1800-01-01"));
    EXPECT_GT(after(day("2026-01-15"), {huge, unit}), day("2299-12-31"));
  }
}

TEST(PeriodText, CountsInWords) {
  EXPECT_EQ(period_text({4, Period::Unit::weeks}), "4 weeks");
  EXPECT_EQ(period_text({1, Period::Unit::days}), "1 day");
  EXPECT_EQ(period_text({6, Period::Unit::months}), "6 months");
  EXPECT_EQ(period_text({0, Period::Unit::years}), "0 years");
}

TEST(CompletedYears, ChangeOnTheBirthday) {
  EXPECT_EQ(completed_years(day("2008-01-15"), day("2026-01-14")), 17);
  EXPECT_EQ(completed_years(day("2008-01-15"), day("2026-01-15")), 18);
  EXPECT_EQ(completed_years(day("2008-01-15"), day("2008-01-15")), 0);
}

TEST(CompletedYears, PutABirthdayOf29FebruaryOn1March) {
  EXPECT_EQ(completed_years(day("2008-02-29"), day("2026-02-28")), 17);
  EXPECT_EQ(completed_years(day("2008-02-29"), day("2026-03-01")), 18);
  EXPECT_EQ(completed_years(day("2008-02-29"), day("2024-02-29")), 16);
  EXPECT_EQ(completed_years(day("2008-02-29"), day("2024-02-28")), 15);
}

TEST(Completed, CountsWholeUnits) {
  using enum Period::Unit;
  EXPECT_EQ(completed(day("2025-12-18"), day("2026-01-15"), days), 28);
  EXPECT_EQ(completed(day("2025-12-18"), day("2026-01-14"), weeks), 3);
  EXPECT_EQ(completed(day("2025-12-18"), day("2026-01-15"), weeks), 4);
  EXPECT_EQ(completed(day("2025-12-18"), day("2026-01-17"), months), 0);
  EXPECT_EQ(completed(day("2025-12-18"), day("2026-01-18"), months), 1);
  EXPECT_EQ(completed(day("2008-01-15"), day("2026-01-14"), years), 17);
  EXPECT_EQ(completed(day("2026-01-15"), day("2026-01-14"), days), 0);
}

TEST(Completed, EndsAMonthThatLacksTheDayOnTheFirstOfTheNext) {
  using enum Period::Unit;
  EXPECT_EQ(completed(day("2026-01-31"), day("2026-02-28"), months), 0);
  EXPECT_EQ(completed(day("2026-01-31"), day("2026-03-01"), months), 1);
  // Twelve months are a year, also for somebody born on 29 February.
  EXPECT_EQ(completed(day("2024-02-29"), day("2025-02-28"), months), 11);
  EXPECT_EQ(completed(day("2024-02-29"), day("2025-02-28"), years), 0);
  EXPECT_EQ(completed(day("2024-02-29"), day("2025-03-01"), months), 12);
  EXPECT_EQ(completed(day("2024-02-29"), day("2025-03-01"), years), 1);
}

TEST(ParsePeriod, ReadsWhatPeopleWrite) {
  using enum Period::Unit;
  EXPECT_EQ(parse_period("90d"), (Period{90, days}));
  EXPECT_EQ(parse_period("90 days"), (Period{90, days}));
  EXPECT_EQ(parse_period("1 day"), (Period{1, days}));
  EXPECT_EQ(parse_period("12 weeks"), (Period{12, weeks}));
  EXPECT_EQ(parse_period("3 months"), (Period{3, months}));
  EXPECT_EQ(parse_period("1 year"), (Period{1, years}));
  EXPECT_EQ(parse_period("0d"), (Period{0, days}));
  for (const char* text : {"", "d", "90", "-90d", "90  days", " 90d", "90d ", "1.5 years", "3m",
                           "999999 days", "90 Days", "a year"}) {
    EXPECT_FALSE(parse_period(text)) << text;
  }
}

TEST(CompletedYears, RangeOverAPartialBirthDate) {
  const YearRange range = completed_years(parse_date("2008").value(), day("2026-01-15"));
  EXPECT_EQ(range.low, 17);
  EXPECT_EQ(range.high, 18);
  const YearRange decided = completed_years(parse_date("1990-04").value(), day("2026-01-15"));
  EXPECT_EQ(decided.low, 35);
  EXPECT_EQ(decided.high, 35);
  const YearRange this_year = completed_years(parse_date("2026").value(), day("2026-01-15"));
  EXPECT_EQ(this_year.low, 0);
  EXPECT_EQ(this_year.high, 0);
}

TEST(LiesInDays, DecidesWhereEveryDayAgrees) {
  const DayRange range{day("2025-12-18"), day("2026-01-15")};
  EXPECT_EQ(lies_in(date_of(day("2025-12-18")), range), Truth::yes);
  EXPECT_EQ(lies_in(date_of(day("2025-12-17")), range), Truth::no);
  EXPECT_EQ(lies_in(parse_date("2025-12").value(), range), Truth::unknown);
  EXPECT_EQ(lies_in(parse_date("2025-11").value(), range), Truth::no);
  EXPECT_EQ(lies_in(parse_date("2026").value(), range), Truth::unknown);
  EXPECT_EQ(lies_in(parse_date("2026").value(), {day("2025-01-01"), day("2027-01-01")}),
            Truth::yes);
}

TEST(LiesInDays, FindsNothingInAnEmptyRange) {
  EXPECT_EQ(lies_in(parse_date("2026").value(), {day("2026-06-02"), day("2026-06-01")}), Truth::no);
}

// The judge: the calendar, counted day by day.
struct PlainDate {
  int year;
  int month;
  int day;
  friend auto operator<=>(const PlainDate&, const PlainDate&) = default;
};

int month_length(int year, int month) {
  constexpr int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : lengths[month - 1];
}

class CalendarProperty : public testing::Test {
 protected:
  static constexpr int cases = 100'000;

  CalendarProperty() {
    PlainDate date{1800, 1, 1};
    while (date.year < 2300) {
      index_[date] = static_cast<int>(days_.size());
      days_.push_back(date);
      if (++date.day > month_length(date.year, date.month)) {
        date.day = 1;
        ++date.month;
      }
      if (date.month > 12) {
        date.month = 1;
        ++date.year;
      }
    }
  }

  int below(int limit) { return std::uniform_int_distribution<int>(0, limit - 1)(random_); }
  int random_day() { return below(static_cast<int>(days_.size())); }
  bool knows(int index) const { return index >= 0 && index < static_cast<int>(days_.size()); }

  Day day_at(int index) const { return first_ + std::chrono::days{index}; }

  // `count` months on, and back to the month's end where it is too short; -1 outside the table.
  int months_from(int index, int count) const {
    PlainDate date = days_[static_cast<std::size_t>(index)];
    for (; count > 0; --count) {
      if (++date.month > 12) {
        date.month = 1;
        ++date.year;
      }
    }
    for (; count < 0; ++count) {
      if (--date.month < 1) {
        date.month = 12;
        --date.year;
      }
    }
    while (date.day > month_length(date.year, date.month)) --date.day;
    const auto found = index_.find(date);
    return found == index_.end() ? -1 : found->second;
  }

  int years_between(const PlainDate& birth, const PlainDate& on) const {
    int years = 0;
    for (int year = birth.year + 1; year <= on.year; ++year) {
      PlainDate birthday{year, birth.month, birth.day};
      if (birthday.day > month_length(year, birthday.month)) birthday = {year, 3, 1};
      if (birthday <= on) ++years;
    }
    return years;
  }

  const Day first_ = day("1800-01-01");
  std::vector<PlainDate> days_;
  std::map<PlainDate, int> index_;
  std::mt19937 random_{42};
};

TEST_F(CalendarProperty, EveryDayHasItsText) {
  for (std::size_t i = 0; i < days_.size(); ++i) {
    char text[16];
    std::snprintf(text, sizeof text, "%04d-%02d-%02d", days_[i].year % 10000, days_[i].month,
                  days_[i].day);
    ASSERT_EQ(date_text(day_at(static_cast<int>(i))), text);
    const auto parsed = parse_date(text);
    ASSERT_TRUE(parsed) << text;
    ASSERT_EQ(parsed->earliest, day_at(static_cast<int>(i))) << text;
  }
}

TEST_F(CalendarProperty, ArithmeticAgreesWithCountingDays) {
  int checked = 0;
  for (int i = 0; i < cases; ++i) {
    const int from = random_day();
    const int count = below(600);
    const int sign = below(2) == 0 ? 1 : -1;
    const auto move = [&](Period::Unit unit) {
      const Period period{count, unit};
      return sign > 0 ? after(day_at(from), period) : before(day_at(from), period);
    };
    const auto check = [&](Period::Unit unit, int expected) {
      if (!knows(expected)) return;
      ++checked;
      ASSERT_EQ(date_text(move(unit)), date_text(day_at(expected)))
          << date_text(day_at(from)) << " " << sign << " × " << period_text({count, unit});
    };
    check(Period::Unit::days, from + sign * count);
    check(Period::Unit::weeks, from + sign * count * 7);
    check(Period::Unit::months, months_from(from, sign * count));
    if (count < 300) check(Period::Unit::years, months_from(from, sign * count * 12));
  }
  EXPECT_GT(checked, 2 * cases);
}

TEST_F(CalendarProperty, AgesAgreeWithCountingBirthdays) {
  for (int i = 0; i < cases; ++i) {
    int birth = random_day();
    if (i % 10 == 0) birth = index_.at({1804 + 4 * below(20), 2, 29});
    const int last = static_cast<int>(days_.size()) - 1;
    const int on = std::min(last, birth + below(130 * 365));
    ASSERT_EQ(
        completed_years(day_at(birth), day_at(on)),
        years_between(days_[static_cast<std::size_t>(birth)], days_[static_cast<std::size_t>(on)]))
        << date_text(day_at(birth)) << " " << date_text(day_at(on));
  }
}

}  // namespace
}  // namespace eligo
