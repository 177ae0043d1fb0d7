#pragma once

#include <memory>
#include <string>

#include "warehouse/connection.h"

namespace eligo::warehouse {

// A DuckDB database in memory. What does not fit there goes to a folder among the temporary files,
// which is removed with the connection. No extension is fetched or loaded by itself. Fails where
// DuckDB's library cannot be had; the error says how to get it.
Result<std::unique_ptr<Connection>> open_duckdb(StopAsked stop);

// A file's path as a literal for what reads files there: none of its characters stands for others.
std::string file_literal(const std::string& path);

}  // namespace eligo::warehouse
