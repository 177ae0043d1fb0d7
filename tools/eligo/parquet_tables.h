#pragma once

#include <string>

#include "warehouse/connection.h"

namespace eligo {

// Turns the files of CSV of the layout `facts` in one folder into files of Parquet in another, each
// written beside its place and renamed into it. Fails where DuckDB refuses, where a file cannot be
// renamed, and where it was interrupted; files that are done stay.
Result<warehouse::Done> write_parquet_tables(warehouse::Connection& duckdb,
                                             const std::string& csv_folder,
                                             const std::string& folder);

}  // namespace eligo
