#pragma once

// The few spellings in which the engines differ, and literals.

#include <optional>
#include <string>
#include <string_view>

#include "quantity/calendar.h"

namespace eligo::sql {

enum class Dialect { duckdb, postgres };
std::string_view name_of(Dialect dialect);
std::optional<Dialect> dialect_named(std::string_view name);

// 'Crohn''s disease'
std::string text_literal(std::string_view text);
// DATE '2026-01-15'. Days before the year 1 count as its first.
std::string date_literal(Day day);
// One line that can stand behind "--".
std::string comment_text(std::string_view text);

// The day `period` before the date that `date` is; it follows the calendar as quantity/calendar.h.
std::string days_before(const std::string& date, const Period& period);
// The same of a number of years that `years` is.
std::string years_before(Dialect dialect, const std::string& date, const std::string& years);

// A statement that counts what a table holds, for engines that plan by such counts; else nothing.
std::string counted_anew(Dialect dialect, std::string_view table);

}  // namespace eligo::sql
