#pragma once

// Where data are that the SQL of engine/sql is run over: a DuckDB file, a folder of tables, or
// PostgreSQL.

#include <cstdint>
#include <memory>
#include <string>

#include "sql/dialect.h"
#include "warehouse/connection.h"

namespace eligo::warehouse {

struct Place {
  enum class Kind { duckdb_file, folder, postgres };
  Kind kind{};
  std::string text;  // the path, or the address

  // What people may read of it: of an address only that it is PostgreSQL, for it may have a
  // password.
  std::string name() const { return kind == Kind::postgres ? "PostgreSQL" : text; }
  sql::Dialect dialect() const {
    return kind == Kind::postgres ? sql::Dialect::postgres : sql::Dialect::duckdb;
  }
};

// What a user names: a file or a folder that is there; else postgresql://..., postgres://... or
// keywords and values, "host=... dbname=...".
Result<Place> place_named(const std::string& text);

// The tables of the layout `facts`, or those of OMOP CDM 5.4.
enum class Layout { facts, omop };

// Opens it so that the layout's tables are found without a schema's name, each there and readable,
// and so that nothing changes in it, whatever statements then make or drop without a schema's name.
// A folder holds the layout `facts` alone: as its manifest.json says or, where there is none, a
// file NAME.parquet or NAME.csv a table.
Result<std::unique_ptr<Connection>> open_place(const Place& place, Layout layout, StopAsked stop);

// How many records the export into a folder rejected, by its manifest; 0 where nobody says.
std::uint64_t rejected_before(const Place& place);

}  // namespace eligo::warehouse
