#include "sql/dialect.h"

#include <fmt/format.h>

#include <algorithm>

#include "text/unicode.h"

namespace eligo::sql {

std::string_view name_of(Dialect dialect) {
  switch (dialect) {
    case Dialect::duckdb:
      return "duckdb";
    case Dialect::postgres:
      return "postgres";
  }
  return {};
}

std::optional<Dialect> dialect_named(std::string_view name) {
  for (const Dialect dialect : {Dialect::duckdb, Dialect::postgres}) {
    if (name == name_of(dialect)) return dialect;
  }
  return std::nullopt;
}

std::string text_literal(std::string_view text) {
  std::string literal = "'";
  for (const char c : text) {
    if (c == '\'') literal += '\'';
    literal += c;
  }
  return literal + "'";
}

std::string date_literal(Day day) {
  const Day first{std::chrono::year{1} / 1 / 1};
  return fmt::format("DATE '{}'", date_text(std::max(day, first)));
}

std::string comment_text(std::string_view text) {
  return escape_controls(text);
}

std::string days_before(const std::string& date, const Period& period) {
  // More than some 3,000 years count as that, as in `before`.
  const int most = period.unit == Period::Unit::years ? 3'000 : 36'000;
  const Period counted{std::min(period.count, most), period.unit};
  return fmt::format("CAST({} - INTERVAL '{}' AS DATE)", date, period_text(counted));
}

std::string years_before(Dialect dialect, const std::string& date, const std::string& years) {
  switch (dialect) {
    case Dialect::duckdb:
      return fmt::format("CAST({} - to_years({}) AS DATE)", date, years);
    case Dialect::postgres:
      return fmt::format("CAST({} - make_interval(years => {}) AS DATE)", date, years);
  }
  return {};
}

std::string counted_anew(Dialect dialect, std::string_view table) {
  switch (dialect) {
    case Dialect::duckdb:
      return {};
    case Dialect::postgres:
      return fmt::format("ANALYZE {};\n", table);
  }
  return {};
}

}  // namespace eligo::sql
