#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "quantity/truth.h"

namespace eligo {

using Day = std::chrono::sys_days;

// A number of calendar units. Not negative; one of more than some 3,000 years counts as that.
struct Period {
  enum class Unit { days, weeks, months, years };
  int count = 0;
  Unit unit = Unit::days;

  friend bool operator==(const Period&, const Period&) = default;
};

// "4 weeks", "1 day".
std::string period_text(const Period& period);

// "90d", "90 days", "12 weeks", "3 months", "1 year"; nothing for any other text. A count has at
// most five digits.
std::optional<Period> parse_period(std::string_view text);

// The day `period` before or after `day`. Months and years keep the day of the month, or take the
// month's last day where it has none such: 31 March 2024 less a month is 29 February 2024.
Day before(Day day, const Period& period);
Day after(Day day, const Period& period);

// A date as records write it: a year, a month, a day, or a day with a time. The missing part is
// an interval of days, `earliest` to `latest`, both included.
struct PartialDate {
  Day earliest;
  Day latest;
  // The moment in seconds since 1970-01-01T00:00Z, for ordering results: [first, last]. A day
  // without a time covers its 24 hours, read as UTC; a time without a zone, every zone there is.
  std::int64_t first_second = 0;
  std::int64_t last_second = 0;
  bool zone_missing = false;  // a time of day without a zone
  std::string text;           // as written

  bool is_one_day() const { return earliest == latest; }
  friend bool operator==(const PartialDate&, const PartialDate&) = default;
};

// "2012", "2012-03", "2012-03-31", "2012-03-31T10:15", with seconds, fractions and a zone
// ("Z", "+14:00") where there are any. Nothing where the text is no such date or names a day that
// does not exist. Years 1800 to 2299.
std::optional<PartialDate> parse_date(std::string_view text);
PartialDate date_of(Day day);
std::string date_text(Day day);  // "2026-01-15"

// Completed years from `birth` to `on`. Born on 29 February, a birthday falls on 1 March in a year
// without one. `birth` not after `on`.
int completed_years(Day birth, Day on);

// Completed units of time from `from` to `on`, 0 where `on` is earlier. A month is completed on the
// day of the same number, or on the first of the next month where a month has none such, as a year
// is for somebody born on 29 February.
int completed(Day from, Day on, Period::Unit unit);

// The least and the most that completed_years can be for a partial birth date.
struct YearRange {
  int low = 0;
  int high = 0;
};
YearRange completed_years(const PartialDate& birth, Day on);

// Days from first to last, both included.
struct DayRange {
  Day first;
  Day last;
  friend bool operator==(const DayRange&, const DayRange&) = default;
};

// Whether a day only known to lie in `date` lies in `range`.
Truth lies_in(const PartialDate& date, const DayRange& range);

}  // namespace eligo
