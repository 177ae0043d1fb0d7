#include "parquet_tables.h"

#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>

#include "sql/facts_tables.h"
#include "warehouse/duckdb.h"

namespace eligo {

Result<warehouse::Done> write_parquet_tables(warehouse::Connection& duckdb,
                                             const std::string& csv_folder,
                                             const std::string& folder) {
  namespace fs = std::filesystem;
  for (const sql::FactsTable& table : sql::facts_tables()) {
    const std::string csv = (fs::path(csv_folder) / fmt::format("{}.csv", table.name)).string();
    const std::string parquet = (fs::path(folder) / fmt::format("{}.parquet", table.name)).string();
    const std::string part = fmt::format("{}.part-{}", parquet, ::getpid());
    const auto written = duckdb.run(fmt::format(
        "COPY (SELECT * FROM {}) TO {} (FORMAT parquet, COMPRESSION zstd)",
        sql::rows_of_csv(table, warehouse::file_literal(csv)), sql::text_literal(part)));
    std::error_code error;
    if (written) fs::rename(part, parquet, error);
    if (written && !error) continue;
    const std::string why = error.message();
    fs::remove(part, error);
    if (!written) return written;
    return Result<warehouse::Done>::failure(
        make_diagnostic(DiagnosticCode::unwritable_output, parquet, why));
  }
  return Result<warehouse::Done>::success({});
}

}  // namespace eligo
