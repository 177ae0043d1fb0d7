#include "patient/plain_profile_date.h"

#include <array>
#include <chrono>
#include <cstddef>

namespace eligo {
namespace {

constexpr unsigned first_year = 1800;
constexpr unsigned last_year = 2299;
constexpr std::size_t year_size = 4;
constexpr std::size_t month_size = 7;
constexpr std::size_t day_size = 10;

// The day on which each year begins, and the year after the last.
constexpr auto year_begins = [] {
  std::array<std::int32_t, last_year - first_year + 2> days{};
  for (unsigned i = 0; i < days.size(); ++i) {
    const std::chrono::year year(static_cast<int>(first_year + i));
    days[i] =
        static_cast<std::int32_t>(std::chrono::sys_days(year / 1 / 1).time_since_epoch().count());
  }
  return days;
}();

// How many days of a common year are before each month, and in it all.
constexpr std::array<std::int32_t, 13> days_before = {0,   31,  59,  90,  120, 151, 181,
                                                      212, 243, 273, 304, 334, 365};

// Two digits, or 100 and more where there are not two.
unsigned two_digits(const char* at) {
  const unsigned tens = static_cast<unsigned>(at[0]) - '0';
  const unsigned ones = static_cast<unsigned>(at[1]) - '0';
  return tens > 9 || ones > 9 ? 100 : tens * 10 + ones;
}

}  // namespace

bool read_plain_date(std::string_view text, PlainDate& date) {
  if (text.size() != day_size && text.size() != month_size && text.size() != year_size)
    return false;
  const unsigned century = two_digits(text.data());
  const unsigned of_century = two_digits(text.data() + 2);
  if (century > 99 || of_century > 99) return false;
  const unsigned year = century * 100 + of_century;
  if (year < first_year || year > last_year) return false;
  const std::int32_t begins = year_begins[year - first_year];
  const std::int32_t next_begins = year_begins[year - first_year + 1];
  if (text.size() == year_size) {
    date = {begins, next_begins - 1};
    return true;
  }

  const unsigned month = two_digits(text.data() + year_size + 1);
  if (text[year_size] != '-' || month < 1 || month > 12) return false;
  const std::int32_t leap_day = next_begins - begins - 365;
  const auto before_month = [&](unsigned m) { return days_before[m - 1] + (m > 2 ? leap_day : 0); };
  const std::int32_t month_begins = begins + before_month(month);
  const std::int32_t next_month = begins + before_month(month + 1);
  if (text.size() == month_size) {
    date = {month_begins, next_month - 1};
    return true;
  }

  const unsigned day = two_digits(text.data() + month_size + 1);
  if (text[month_size] != '-' || day < 1 || day > 31) return false;
  date.earliest = month_begins + static_cast<std::int32_t>(day) - 1;
  date.latest = date.earliest;
  return date.earliest < next_month;
}

}  // namespace eligo
