#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "quantity/calendar.h"

namespace eligo {
namespace {

using std::chrono::day;
using std::chrono::last;
using std::chrono::month;
using std::chrono::year;
using std::chrono::year_month;
using std::chrono::year_month_day;

constexpr int first_year = 1800;
constexpr int last_year = 2299;
constexpr std::int64_t minute_seconds = 60;
constexpr std::int64_t hour_seconds = 60 * minute_seconds;
constexpr std::int64_t day_seconds = 24 * hour_seconds;
// The zones there are: a local time without a zone was at most 14 hours earlier in UTC, and at
// most 12 hours later.
constexpr std::int64_t most_eastern = 14 * hour_seconds;
constexpr std::int64_t most_western = 12 * hour_seconds;

// Reads a text from its front; every part is taken or nothing is.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  bool at_end() const { return rest_.empty(); }

  bool take(char c) {
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  // Exactly `count` digits whose number lies in [low, high].
  std::optional<int> number(std::size_t count, int low, int high) {
    if (rest_.size() < count) return std::nullopt;
    int value = 0;
    for (const char c : rest_.substr(0, count)) {
      if (c < '0' || c > '9') return std::nullopt;
      value = value * 10 + (c - '0');
    }
    if (value < low || value > high) return std::nullopt;
    rest_.remove_prefix(count);
    return value;
  }

  // One digit or more; nothing else.
  bool take_digits() {
    const std::size_t size = std::min(rest_.find_first_not_of("0123456789"), rest_.size());
    rest_.remove_prefix(size);
    return size > 0;
  }

 private:
  std::string_view rest_;
};

struct TimeOfDay {
  std::int64_t first_second;
  std::int64_t last_second;
  std::optional<std::int64_t> zone_seconds;  // east of Greenwich
};

// "Z", "+14:00", "-05:00". Sets `zone` where there is one; false where it is malformed.
bool read_zone(Reader& reader, std::optional<std::int64_t>& zone) {
  if (reader.at_end()) return true;
  if (reader.take('Z')) {
    zone = 0;
    return reader.at_end();
  }
  const bool east = reader.take('+');
  if (!east && !reader.take('-')) return false;
  const auto hours = reader.number(2, 0, east ? 14 : 12);
  if (!hours || !reader.take(':')) return false;
  const auto minutes = reader.number(2, 0, 59);
  if (!minutes || !reader.at_end()) return false;
  const std::int64_t seconds = *hours * hour_seconds + *minutes * minute_seconds;
  if (seconds > (east ? most_eastern : most_western)) return false;
  zone = east ? seconds : -seconds;
  return true;
}

// "10:15", "10:15:30", "10:15:30.25", each with or without a zone, up to the end of the text.
std::optional<TimeOfDay> read_time(Reader& reader) {
  const auto hour = reader.number(2, 0, 23);
  if (!hour || !reader.take(':')) return std::nullopt;
  const auto minute = reader.number(2, 0, 59);
  if (!minute) return std::nullopt;
  TimeOfDay time{};
  time.first_second = *hour * hour_seconds + *minute * minute_seconds;
  time.last_second = time.first_second + 59;
  if (reader.take(':')) {
    // A leap second counts as the second after it does in POSIX time.
    const auto second = reader.number(2, 0, 60);
    if (!second) return std::nullopt;
    time.first_second += *second;
    time.last_second = time.first_second;
    if (reader.take('.') && !reader.take_digits()) return std::nullopt;
  }
  if (!read_zone(reader, time.zone_seconds)) return std::nullopt;
  return time;
}

std::int64_t seconds_at(Day when) {
  return std::chrono::duration_cast<std::chrono::seconds>(when.time_since_epoch()).count();
}

PartialDate covering(Day earliest, Day latest, std::string_view text) {
  PartialDate date;
  date.earliest = earliest;
  date.latest = latest;
  date.first_second = seconds_at(earliest);
  date.last_second = seconds_at(latest) + day_seconds - 1;
  date.text = std::string(text);
  return date;
}

PartialDate at_time(Day when, const TimeOfDay& time, std::string_view text) {
  PartialDate date = covering(when, when, text);
  const std::int64_t midnight = seconds_at(when);
  date.zone_missing = !time.zone_seconds.has_value();
  date.first_second = midnight + time.first_second - time.zone_seconds.value_or(most_eastern);
  date.last_second = midnight + time.last_second - time.zone_seconds.value_or(-most_western);
  return date;
}

}  // namespace

std::optional<PartialDate> parse_date(std::string_view text) {
  Reader reader(text);
  const auto year_number = reader.number(4, first_year, last_year);
  if (!year_number) return std::nullopt;
  const year in_year{*year_number};
  if (reader.at_end()) {
    return covering(Day{in_year / 1 / 1}, Day{in_year / 12 / 31}, text);
  }
  if (!reader.take('-')) return std::nullopt;
  const auto month_number = reader.number(2, 1, 12);
  if (!month_number) return std::nullopt;
  const year_month in_month{in_year, month{static_cast<unsigned>(*month_number)}};
  if (reader.at_end()) return covering(Day{in_month / 1}, Day{in_month / last}, text);

  if (!reader.take('-')) return std::nullopt;
  const auto day_number = reader.number(2, 1, 31);
  if (!day_number) return std::nullopt;
  const year_month_day date{in_month / day{static_cast<unsigned>(*day_number)}};
  if (!date.ok()) return std::nullopt;
  if (reader.at_end()) return covering(Day{date}, Day{date}, text);

  if (!reader.take('T')) return std::nullopt;
  const auto time = read_time(reader);
  if (!time) return std::nullopt;
  return at_time(Day{date}, *time, text);
}

std::optional<Period> parse_period(std::string_view text) {
  struct UnitWord {
    std::string_view word;
    Period::Unit unit;
  };
  using enum Period::Unit;
  constexpr std::array words = {
      UnitWord{"d", days},       UnitWord{"day", days},      UnitWord{"days", days},
      UnitWord{"w", weeks},      UnitWord{"week", weeks},    UnitWord{"weeks", weeks},
      UnitWord{"month", months}, UnitWord{"months", months}, UnitWord{"y", years},
      UnitWord{"year", years},   UnitWord{"years", years}};
  constexpr std::size_t most_digits = 5;
  const std::size_t size = std::min(text.find_first_not_of("0123456789"), text.size());
  if (size == 0 || size > most_digits) return std::nullopt;
  int count = 0;
  for (const char digit : text.substr(0, size)) count = count * 10 + (digit - '0');
  std::string_view word = text.substr(size);
  if (word.starts_with(' ')) word.remove_prefix(1);
  for (const UnitWord& known : words) {
    if (known.word == word) return Period{count, known.unit};
  }
  return std::nullopt;
}

PartialDate date_of(Day day) {
  return covering(day, day, date_text(day));
}

}  // namespace eligo
