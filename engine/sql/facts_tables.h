#pragma once

// The layout `facts`: the tables that `eligo export` writes and the generated SQL reads.

#include <string>
#include <string_view>
#include <vector>

#include "quantity/unit.h"
#include "sql/dialect.h"

namespace eligo::sql {

struct FactsColumn {
  std::string_view name;
  std::string_view type;  // as DuckDB and PostgreSQL write it
};

struct FactsTable {
  std::string_view name;
  std::vector<FactsColumn> columns;
};

const std::vector<FactsTable>& facts_tables();

// How a unit stands in the tables: its code in UCUM, "1" for pure numbers.
std::string unit_code_of(const Unit& unit);

// How a table's file is written; it ends in that name.
enum class FileFormat { csv, parquet };
std::string_view ending_of(FileFormat format);  // ".csv"

// The columns and rows of a table's CSV file as DuckDB reads them, to stand behind FROM. `file` is
// a literal.
std::string rows_of_csv(const FactsTable& table, const std::string& file);

// SQL that makes the tables and fills each from its file in the current folder; for Spark in the
// folder that it is told. PostgreSQL reads CSV alone. `rows_are_lines`: no value has a line break,
// so a file of CSV can be read in parts.
std::string load_script(Dialect dialect, FileFormat format = FileFormat::csv,
                        bool rows_are_lines = false);

}  // namespace eligo::sql
