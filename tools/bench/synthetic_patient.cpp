#include "synthetic_patient.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "synthetic_values.h"

namespace eligo::bench {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

// How one laboratory reports.
struct Habits {
  bool si_units = false;
  bool codes = false;
  bool second_names = false;
  bool measuring_ends = false;
};

std::string date_text(sys_days day) {
  const std::chrono::year_month_day date{day};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

double tenfold(int times) {
  double result = 1;
  for (int i = 0; i < times; ++i) result *= 10;
  return result;
}

// `value` with this many decimals, never rounded to zero, without zeros at the end.
std::string decimal_text(double value, int decimals) {
  const double scale = tenfold(decimals);
  const auto units = std::max<std::int64_t>(1, static_cast<std::int64_t>(value * scale + 0.5));
  const auto whole_scale = static_cast<std::int64_t>(scale);
  std::string text = std::to_string(units / whole_scale);
  if (decimals == 0 || units % whole_scale == 0) return text;
  text += fmt::format(".{:0{}}", units % whole_scale, decimals);
  text.erase(text.find_last_not_of('0') + 1);
  return text;
}

class PatientWriter {
 public:
  PatientWriter(const Quantities& quantities, const Shares& shares, sys_days as_of, Draws draws,
                std::string& text)
      : quantities_(quantities), shares_(shares), as_of_(as_of), draws_(draws), text_(text) {}

  void write(std::uint64_t number) {
    const Person person = draw_person(quantities_, draws_);
    habits_ = {draws_.chance(shares_.si_units), draws_.chance(shares_.codes_for_names),
               draws_.chance(shares_.second_names), draws_.chance(shares_.measuring_end)};
    add("{{\"id\":\"B-{:07}\"", number);
    if (!draws_.chance(shares_.no_sex)) add(",\"sex\":\"{}\"", person.male ? "male" : "female");
    if (!draws_.chance(shares_.no_birth_date)) {
      const auto lived = static_cast<int>(person.age * 365.2425);
      add(",\"birthDate\":\"{}\"", date_text(as_of_ - days{lived}));
    }
    add(",\"asOf\":\"{}\"", date_text(as_of_));
    write_laboratory(person);
    if (!draws_.chance(shares_.no_vitals)) write_vitals(person);
    write_lists(person);
    text_ += "}\n";
  }

 private:
  template <typename... Arguments>
  void add(fmt::format_string<Arguments...> format, Arguments&&... arguments) {
    fmt::format_to(std::back_inserter(text_), format, std::forward<Arguments>(arguments)...);
  }

  days days_ago(std::int64_t low, std::int64_t high) {
    return days{static_cast<int>(draws_.between(low, high))};
  }

  void write_laboratory(const Person& person) {
    const std::vector<double> values = draw_values(quantities_.laboratory, person, draws_);
    const bool full = draws_.chance(shares_.full_work_up);
    const sys_days visit = as_of_ - days_ago(1, 90);
    std::map<std::string, std::optional<sys_days>> measured;
    for (const auto& [panel, share] : quantities_.panels) {
      const bool taken = draws_.chance(share);
      const sys_days day = draws_.chance(0.7) ? visit : visit - days_ago(1, 200);
      if (full || taken) measured[panel] = day;
    }
    text_ += ",\"labs\":[";
    bool first = true;
    for (std::size_t i = 0; i < values.size(); ++i) {
      const Quantity& quantity = quantities_.laboratory[i];
      const std::optional<sys_days>& day = measured[quantity.panel];
      if (!day || draws_.chance(shares_.not_measured)) continue;
      // Newest first or oldest first: a reader must look at the dates.
      const bool oldest_first = draws_.chance(0.5);
      const bool has_older = draws_.chance(shares_.older_result);
      const auto older = [&] {
        if (has_older) write_other(quantity, values[i], *day - days_ago(30, 700), first);
      };
      if (oldest_first) older();
      write_result(quantity, values[i], *day, first);
      if (!oldest_first) older();
      if (draws_.chance(shares_.future_result)) {
        write_other(quantity, values[i], as_of_ + days_ago(1, 20), first);
      }
    }
    text_ += "]";
  }

  // Draws after its arguments did: compilers differ in the order in which they work out those.
  void write_other(const Quantity& quantity, double value, sys_days day, bool& first) {
    write_result(quantity, draw_another_day(quantity.distribution, value, draws_), day, first);
  }

  void write_result(const Quantity& quantity, double value, sys_days day, bool& first) {
    text_ += first ? "{" : ",{";
    first = false;
    if (habits_.codes) {
      add("\"loinc\":\"{}\"", quantity.loinc);
    } else {
      add("\"name\":\"{}\"", quantity.names[habits_.second_names ? 1 : 0]);
    }
    const bool second = habits_.si_units && quantity.units.size() > 1;
    const UnitWritten& unit = quantity.units[second ? 1 : 0];
    const std::optional<MeasuringEnd>& end = quantity.end;
    if (habits_.measuring_ends && end && (end->sign == "<" ? value < end->at : value > end->at)) {
      add(",\"comparator\":\"{}\"", end->sign);
      value = end->at;
    }
    add(",\"value\":{},\"unit\":\"{}\",\"date\":\"{}\"}}",
        decimal_text(unit.from_first(value), unit.decimals), unit.unit, date_text(day));
  }

  void write_vitals(const Person& person) {
    const std::string day = date_text(as_of_ - days_ago(0, 60));
    const std::vector<double> values = draw_values(quantities_.vitals, person, draws_);
    text_ += ",\"vitals\":{";
    for (std::size_t i = 0; i < values.size(); ++i) {
      const Quantity& vital = quantities_.vitals[i];
      add("\"{}\":{{\"value\":{},\"unit\":\"{}\",\"date\":\"{}\"}},", vital.vital,
          decimal_text(values[i], vital.units[0].decimals), vital.units[0].unit, day);
    }
    const double height = (person.male ? 176 : 163) + 7 * draws_.normal();
    const double weight = height * height * 1e-4 * (27 + 3 * draws_.normal());
    add("\"weight\":{{\"value\":{},\"unit\":\"kg\"}},\"height\":{{\"value\":{},\"unit\":\"cm\"}}}}",
        decimal_text(weight, 0), decimal_text(height, 0));
  }

  void write_lists(const Person& person) {
    std::string medications;
    text_ += ",\"conditions\":[";
    bool first = true;
    for (const ConditionShare& condition : quantities_.conditions) {
      if (!person.conditions.contains(condition.name)) continue;
      const std::string onset = date_text(as_of_ - days_ago(100, 6000)).substr(0, 7);
      add("{}{{\"name\":\"{}\",\"onset\":\"{}\",\"status\":\"active\"}}", first ? "" : ",",
          condition.name, onset);
      first = false;
      if (!draws_.chance(shares_.medication)) continue;
      medications += fmt::format(
          "{}{{\"name\":\"{}\",\"dose\":{},\"unit\":\"{}\",\"start\":\"{}\",\"status\":\"active\"}"
          "}",
          medications.empty() ? "" : ",", condition.medication, condition.dose, condition.unit,
          onset);
    }
    add("],\"medications\":[{}]", medications);
    if (draws_.chance(shares_.lists_complete)) {
      text_ += ",\"complete\":[\"conditions\",\"medications\"]";
    }
  }

  const Quantities& quantities_;
  const Shares& shares_;
  sys_days as_of_;
  Draws draws_;
  std::string& text_;
  Habits habits_;
};

}  // namespace

PatientSource::PatientSource(Quantities quantities, std::uint64_t seed, sys_days as_of)
    : quantities_(std::move(quantities)), seed_(seed), as_of_(as_of) {}

void PatientSource::append(std::uint64_t number, std::string& text) const {
  PatientWriter(quantities_, shares_, as_of_, Draws(seed_, number), text).write(number);
}

}  // namespace eligo::bench
