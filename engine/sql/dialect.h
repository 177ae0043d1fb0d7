#pragma once

// The few spellings in which the engines differ, and literals.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "quantity/calendar.h"

namespace eligo::sql {

enum class Dialect { duckdb, postgres, spark };
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

// What the statements rely on, to be set before them; else nothing.
std::string settings(Dialect dialect);

// A table of the script. One that works holds nothing afterwards; one of patients has the column
// `patient`, and an engine that keeps rows in parts keeps all rows of a patient in one.
struct ScriptTable {
  std::string_view name;
  bool is_kept = false;
  bool is_of_patients = true;
};
// Statements that make it anew: without rows, or, with a query behind them, of its rows.
std::string made_empty(Dialect dialect, const ScriptTable& table, std::string_view columns);
std::string made_of(Dialect dialect, const ScriptTable& table);

// What stands behind CROSS JOIN LATERAL to put rows beside each row, whose columns they may use.
// A row is its values with commas between them.
std::string rows_beside(Dialect dialect, const std::vector<std::string>& rows);

// A script of the generators, which write literals, comments and the type TEXT as DuckDB and
// PostgreSQL read them, as the engine reads them.
std::string spelled_for(Dialect dialect, std::string script);

// A statement that counts what a table holds, for engines that plan by such counts; else nothing.
std::string counted_anew(Dialect dialect, std::string_view table);

}  // namespace eligo::sql
