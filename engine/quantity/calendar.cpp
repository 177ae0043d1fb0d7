#include "quantity/calendar.h"

#include <fmt/compile.h>

#include <algorithm>

namespace eligo {
namespace {

using std::chrono::day;
using std::chrono::days;
using std::chrono::last;
using std::chrono::month;
using std::chrono::months;
using std::chrono::year;
using std::chrono::year_month;
using std::chrono::year_month_day;

// The day of the month that `day_of_month` names, or the month's last where it has fewer.
Day in_month(year_month where, day day_of_month) {
  const year_month_day last_day{where / last};
  return Day{where / std::min(day_of_month, last_day.day())};
}

// Enough to leave every century that a record can speak of, and too little to leave the calendar.
int most_units(Period::Unit unit) {
  switch (unit) {
    case Period::Unit::days:
      return 1'000'000;
    case Period::Unit::weeks:
      return 150'000;
    case Period::Unit::months:
      return 36'000;
    case Period::Unit::years:
      return 3'000;
  }
  return 0;
}

Day moved(Day from, const Period& period, int direction) {
  const int count = direction * std::clamp(period.count, 0, most_units(period.unit));
  const year_month_day date{from};
  const year_month where{date.year(), date.month()};
  switch (period.unit) {
    case Period::Unit::days:
      return from + days{count};
    case Period::Unit::weeks:
      return from + days{7} * count;
    case Period::Unit::months:
      return in_month(where + months{count}, date.day());
    case Period::Unit::years:
      return in_month(where + months{12} * count, date.day());
  }
  return from;
}

std::string_view unit_name(Period::Unit unit) {
  switch (unit) {
    case Period::Unit::days:
      return "day";
    case Period::Unit::weeks:
      return "week";
    case Period::Unit::months:
      return "month";
    case Period::Unit::years:
      return "year";
  }
  return "day";
}

}  // namespace

std::string period_text(const Period& period) {
  return fmt::format("{} {}{}", period.count, unit_name(period.unit), period.count == 1 ? "" : "s");
}

Day before(Day day, const Period& period) {
  return moved(day, period, -1);
}
Day after(Day day, const Period& period) {
  return moved(day, period, 1);
}

std::string date_text(Day day) {
  const year_month_day date{day};
  // Compiled: every line of results has a date.
  return fmt::format(FMT_COMPILE("{:04}-{:02}-{:02}"), static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

int completed_years(Day birth, Day on) {
  const year_month_day born{birth};
  const year_month_day now{on};
  int years = static_cast<int>(now.year()) - static_cast<int>(born.year());
  // 29 February compares as later than 28 February, so that birthday falls on 1 March.
  const bool birthday_reached =
      now.month() != born.month() ? now.month() > born.month() : now.day() >= born.day();
  if (!birthday_reached) --years;
  return years;
}

int completed(Day from, Day on, Period::Unit unit) {
  if (on < from) return 0;
  const int whole_days = static_cast<int>((on - from).count());
  switch (unit) {
    case Period::Unit::days:
      return whole_days;
    case Period::Unit::weeks:
      return whole_days / 7;
    case Period::Unit::months: {
      const year_month_day first{from};
      const year_month_day last_day{on};
      const auto apart = last_day.year() / last_day.month() - first.year() / first.month();
      return static_cast<int>(apart.count()) - (last_day.day() < first.day() ? 1 : 0);
    }
    case Period::Unit::years:
      return completed_years(from, on);
  }
  return 0;
}

YearRange completed_years(const PartialDate& birth, Day on) {
  // Nobody is screened before birth, so a birth in the screening year was not after that day.
  const Day latest = std::max(birth.earliest, std::min(birth.latest, on));
  return {completed_years(latest, on), completed_years(birth.earliest, on)};
}

Truth lies_in(const PartialDate& date, const DayRange& range) {
  if (date.earliest >= range.first && date.latest <= range.last) return Truth::yes;
  const bool empty = range.first > range.last;
  if (empty || date.latest < range.first || date.earliest > range.last) return Truth::no;
  return Truth::unknown;
}

}  // namespace eligo
