#include "sql/dialect.h"

#include <fmt/format.h>

#include <algorithm>

#include "text/unicode.h"

namespace eligo::sql {
namespace {

std::string_view kind_of(Dialect dialect, const ScriptTable& table) {
  // Spark's temporary tables are queries that are worked out again whenever they are read.
  return table.is_kept || dialect == Dialect::spark ? "" : "TEMP ";
}

std::string storage_of(Dialect dialect, const ScriptTable& table) {
  if (dialect != Dialect::spark) return {};
  return std::string(" USING parquet") +
         (table.is_of_patients ? " CLUSTERED BY (patient) INTO ${spark.eligo.parts} BUCKETS" : "");
}

bool is_of_a_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

// How much of the text is one comment, literal, word or other character.
std::size_t token_size(std::string_view text) {
  if (text.starts_with("--")) return std::min(text.find('\n'), text.size());
  std::size_t size = 1;
  if (text.front() == '\'') {
    while (size < text.size()) {
      if (text[size] != '\'') {
        ++size;
      } else if (text.substr(size).starts_with("''")) {
        size += 2;
      } else {
        return size + 1;
      }
    }
    return size;
  }
  if (!is_of_a_word(text.front())) return size;
  while (size < text.size() && is_of_a_word(text[size])) ++size;
  return size;
}

// Spark takes 'a''b' as two literals, which it joins, a backslash as the beginning of another
// character, and fills ${...} in before it reads anything.
std::string spark_literal(std::string_view token) {
  std::string literal = "'";
  for (std::size_t i = 1; i + 1 < token.size(); ++i) {
    switch (token[i]) {
      case '\'':
        literal += "\\'";
        ++i;
        break;
      case '\\':
        literal += "\\\\";
        break;
      case '$':
        literal += "\\u0024";
        break;
      default:
        literal += token[i];
    }
  }
  return literal + "'";
}

std::string spelled_for_spark(std::string_view token) {
  if (token.front() == '\'') return spark_literal(token);
  if (token == "TEXT") return "STRING";
  std::string spelled(token);
  // A comment with a backslash at its end goes on in the next line.
  if (token.starts_with("--") && token.back() == '\\') spelled += '.';
  return spelled;
}

}  // namespace

std::string_view name_of(Dialect dialect) {
  switch (dialect) {
    case Dialect::duckdb:
      return "duckdb";
    case Dialect::postgres:
      return "postgres";
    case Dialect::spark:
      return "spark";
  }
  return {};
}

std::optional<Dialect> dialect_named(std::string_view name) {
  for (const Dialect dialect : {Dialect::duckdb, Dialect::postgres, Dialect::spark}) {
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
    case Dialect::spark:
      return fmt::format("add_months({}, -12 * ({}))", date, years);
  }
  return {};
}

std::string settings(Dialect dialect) {
  if (dialect == Dialect::postgres) {
    return "-- Tables are joined whole. The planner takes what a window or a grouping leaves for a "
           "row or\n"
           "-- two, and would go through the other table for each; it would also compile each leaf "
           "anew.\n"
           "SET enable_nestloop = off;\n"
           "SET jit = off;\n"
           "SET work_mem = '128MB';\n\n";
  }
  if (dialect != Dialect::spark) return {};
  return "-- A cast that fails stops the run, and so does a number that does not fit.\n"
         "SET spark.sql.ansi.enabled=true;\n"
         "SET spark.sql.storeAssignmentPolicy=ANSI;\n"
         "SET spark.sql.parser.escapedStringLiterals=false;\n"
         "-- Days are counted without daylight saving time, and before 1582 as after it.\n"
         "SET spark.sql.session.timeZone=UTC;\n"
         "SET spark.sql.parquet.datetimeRebaseModeInWrite=CORRECTED;\n"
         "SET spark.sql.parquet.datetimeRebaseModeInRead=CORRECTED;\n"
         "-- The rows of a patient are in one part of each table: nothing is sent between "
         "machines.\n"
         "SET spark.sql.requireAllClusterKeysForCoPartition=false;\n"
         "SET spark.sql.adaptive.enabled=false;\n"
         "-- What is sent all the same, as where tables are put together, goes into as many parts.\n"
         "SET spark.sql.shuffle.partitions=${spark.eligo.parts};\n"
         "-- Only small tables go to all machines whole; a table's files may be a hundredth of "
         "its rows.\n"
         "SET spark.sql.autoBroadcastJoinThreshold=256k;\n\n";
}

std::string made_empty(Dialect dialect, const ScriptTable& table, std::string_view columns) {
  return fmt::format("DROP TABLE IF EXISTS {0};\nCREATE {1}TABLE {0} ({2}){3};\n", table.name,
                     kind_of(dialect, table), columns, storage_of(dialect, table));
}

std::string made_of(Dialect dialect, const ScriptTable& table) {
  return fmt::format("DROP TABLE IF EXISTS {0};\nCREATE {1}TABLE {0}{2} AS\n", table.name,
                     kind_of(dialect, table), storage_of(dialect, table));
}

std::string rows_beside(Dialect dialect, const std::vector<std::string>& rows) {
  if (dialect == Dialect::spark) {
    return fmt::format("stack({},\n  {}\n)", rows.size(), fmt::join(rows, ",\n  "));
  }
  return fmt::format("(VALUES\n  ({})\n)", fmt::join(rows, "),\n  ("));
}

std::string spelled_for(Dialect dialect, std::string script) {
  if (dialect != Dialect::spark) return script;
  std::string spelled;
  spelled.reserve(script.size());
  for (std::string_view rest = script; !rest.empty();) {
    const std::string_view token = rest.substr(0, token_size(rest));
    spelled += spelled_for_spark(token);
    rest.remove_prefix(token.size());
  }
  return spelled;
}

std::string counted_anew(Dialect dialect, std::string_view table) {
  switch (dialect) {
    case Dialect::duckdb:
    case Dialect::spark:
      return {};
    case Dialect::postgres:
      return fmt::format("ANALYZE {};\n", table);
  }
  return {};
}

}  // namespace eligo::sql
