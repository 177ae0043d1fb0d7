// Answers questions about dates with our own calendar, a line each; calendar_oracle.py asks them
// and knows the answers from elsewhere.

#include <iostream>
#include <sstream>
#include <string>

#include "quantity/calendar.h"

namespace eligo {
namespace {

Day day_of(const std::string& text) {
  return parse_date(text).value().earliest;
}

std::string_view name_of(Truth truth) {
  if (truth == Truth::unknown) return "unknown";
  return truth == Truth::yes ? "yes" : "no";
}

// "completed 2008-02-29 2026-02-28 1 years": the number of whole units.
std::string completed_units(std::istream& question) {
  std::string from;
  std::string on;
  std::string unit;
  question >> from >> on;
  std::getline(question >> std::ws, unit);
  return std::to_string(completed(day_of(from), day_of(on), parse_period(unit).value().unit));
}

// "age 2008-02 2026-02-28": the least and the most completed years.
std::string ages(std::istream& question) {
  std::string birth;
  std::string on;
  question >> birth >> on;
  const YearRange range = completed_years(parse_date(birth).value(), day_of(on));
  return std::to_string(range.low) + " " + std::to_string(range.high);
}

// "window 2025-12 2026-01-15 28 days": whether that date lies in the days from then to the anchor.
std::string in_window(std::istream& question) {
  std::string date;
  std::string anchor;
  std::string period;
  question >> date >> anchor;
  std::getline(question >> std::ws, period);
  const DayRange days{before(day_of(anchor), parse_period(period).value()), day_of(anchor)};
  return std::string(name_of(lies_in(parse_date(date).value(), days)));
}

// "span 2024-02": the first and the last day, or that it is no date.
std::string span(std::istream& question) {
  std::string text;
  std::getline(question >> std::ws, text);
  const auto date = parse_date(text);
  if (!date) return "none";
  return date_text(date->earliest) + " " + date_text(date->latest);
}

// "order 2026-01-02T12:00+14:00 2026-01-02T12:00-12:00": which is surely the earlier one.
std::string order(std::istream& question) {
  std::string first;
  std::string second;
  question >> first >> second;
  const PartialDate a = parse_date(first).value();
  const PartialDate b = parse_date(second).value();
  if (a.last_second < b.first_second) return "before";
  return b.last_second < a.first_second ? "after" : "unclear";
}

// "add 2024-01-31 1 month", "subtract …"
std::string moved(std::istream& question, bool later) {
  std::string from;
  std::string text;
  question >> from;
  std::getline(question >> std::ws, text);
  const Period period = parse_period(text).value();
  return date_text(later ? after(day_of(from), period) : before(day_of(from), period));
}

std::string answer(const std::string& line) {
  std::istringstream question(line);
  std::string kind;
  question >> kind;
  if (kind == "completed") return completed_units(question);
  if (kind == "age") return ages(question);
  if (kind == "window") return in_window(question);
  if (kind == "span") return span(question);
  if (kind == "order") return order(question);
  if (kind == "add") return moved(question, true);
  if (kind == "subtract") return moved(question, false);
  return "no such question";
}

}  // namespace
}  // namespace eligo

int main() {
  std::string line;
  while (std::getline(std::cin, line)) std::cout << eligo::answer(line) << '\n';
  return 0;
}
