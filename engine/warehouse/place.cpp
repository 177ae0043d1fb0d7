#include "warehouse/place.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "sql/facts_tables.h"
#include "sql/omop_terms.h"
#include "warehouse/duckdb.h"
#include "warehouse/failure.h"
#include "warehouse/manifest.h"
#include "warehouse/postgres.h"

namespace eligo::warehouse {
namespace {

namespace fs = std::filesystem;
using Opened = Result<std::unique_ptr<Connection>>;

std::vector<std::string> tables_of(Layout layout) {
  if (layout == Layout::omop) return sql::omop_table_names();
  std::vector<std::string> names;
  for (const sql::FactsTable& table : sql::facts_tables()) names.emplace_back(table.name);
  return names;
}

Opened lacks(const Place& place, Layout layout, const std::vector<std::string>& tables) {
  return Opened::failure(failure(
      place.name(), fmt::format("there is no table {} that can be read", fmt::join(tables, ", ")),
      layout == Layout::omop
          ? "OMOP CDM 5.4 has it; in PostgreSQL the session's search_path must lead to its schema"
          : "fill it with what eligo export writes, or add --layout omop"));
}

// Runs a query of one text column.
Result<std::vector<std::string>> column_of(Connection& connection, const std::string& query) {
  std::vector<std::string> texts;
  auto asked = connection.query(query, [&](std::span<const Cell> row) {
    texts.emplace_back(row.front().value_or(""));
    return true;
  });
  if (!asked) return Result<std::vector<std::string>>::failure(std::move(asked.diagnostics));
  return Result<std::vector<std::string>>::success(std::move(texts));
}

std::string version_of(Connection& duckdb) {
  const auto version = column_of(duckdb, "SELECT version()");
  return version && !version->empty() ? version->front() : std::string();
}

Result<Done> run_all(Connection& connection, const std::vector<std::string>& statements) {
  for (const std::string& statement : statements) {
    if (auto failed = connection.run(statement); !failed) return failed;
  }
  return done();
}

// Where an engine's own words are about a place, they are said of it.
std::vector<Diagnostic> said_of(const Place& place, std::vector<Diagnostic> diagnostics) {
  for (Diagnostic& diagnostic : diagnostics) diagnostic.source = place.name();
  return diagnostics;
}

Opened open_duckdb_file(const Place& place, Layout layout, StopAsked stop) {
  Opened connection = open_duckdb(std::move(stop));
  if (!connection) return connection;
  // A view in memory for each table: a table of this name that a statement makes or drops is
  // another.
  Result<Done> attached = (*connection)
                              ->run(fmt::format("ATTACH {} AS eligo_data (TYPE duckdb, READ_ONLY)",
                                                sql::text_literal(place.text)));
  if (!attached) {
    auto said = said_of(place, std::move(attached.diagnostics));
    said.back().help = fmt::format(
        "name a database that DuckDB {} can read; ELIGO_DUCKDB_LIBRARY may name "
        "the library of another version",
        version_of(**connection));
    return Opened::failure(std::move(said));
  }
  const auto there = column_of(**connection,
                               "SELECT lower(table_name) FROM information_schema.tables WHERE "
                               "table_catalog = 'eligo_data' AND table_schema = 'main'");
  if (!there) return Opened::failure(said_of(place, there.diagnostics));
  std::vector<std::string> missing;
  std::vector<std::string> views;
  for (const std::string& table : tables_of(layout)) {
    if (std::find(there->begin(), there->end(), table) == there->end()) missing.push_back(table);
    views.push_back(fmt::format("CREATE VIEW {0} AS SELECT * FROM eligo_data.main.{0}", table));
  }
  if (!missing.empty()) return lacks(place, layout, missing);
  Result<Done> made = run_all(**connection, views);
  if (!made) return Opened::failure(said_of(place, std::move(made.diagnostics)));
  return connection;
}

// The files of the tables, in the order of facts_tables(), or what is wrong with the folder.
Result<std::vector<fs::path>> files_of(const Place& place,
                                       const std::optional<Manifest>& manifest) {
  using Files = Result<std::vector<fs::path>>;
  std::vector<fs::path> files;
  for (const sql::FactsTable& table : sql::facts_tables()) {
    std::string found;
    for (const char* ending : {".parquet", ".csv"}) {
      const std::string name = std::string(table.name) + ending;
      const bool is_meant = !manifest || manifest->files.contains(name);
      std::error_code error;
      if (found.empty() && is_meant && fs::is_regular_file(fs::path(place.text) / name, error)) {
        found = name;
      }
    }
    if (found.empty()) {
      return Files::failure(failure(place.name(),
                                    fmt::format("the folder has no {0}.parquet and no {0}.csv{1}",
                                                table.name, manifest ? " of its manifest" : ""),
                                    "write the folder with eligo export"));
    }
    files.push_back(fs::path(place.text) / found);
  }
  return Files::success(std::move(files));
}

std::string file_as_table(const sql::FactsTable& table, const fs::path& file) {
  const std::string name = file_literal(file.string());
  std::string columns;
  for (const sql::FactsColumn& column : table.columns) {
    columns += fmt::format("{}CAST({} AS {}) AS {}", columns.empty() ? "" : ", ", column.name,
                           column.type, column.name);
  }
  if (file.extension() == ".parquet") {
    return fmt::format("CREATE VIEW {} AS SELECT {} FROM read_parquet({})", table.name, columns,
                       name);
  }
  return fmt::format("CREATE TABLE {} AS SELECT {} FROM {}", table.name, columns,
                     sql::rows_of_csv(table, name));
}

// A file that was cut off where a line ends looks whole.
Result<Done> hold_against(const Manifest& manifest, const Place& place, Connection& connection) {
  const auto counted = column_of(connection, "SELECT CAST(count(*) AS TEXT) FROM patient");
  if (!counted) return Result<Done>::failure(said_of(place, counted.diagnostics));
  const std::string expected = std::to_string(manifest.patients);
  if (counted->front() == expected) return done();
  return Result<Done>::failure(failure(
      place.name(),
      fmt::format("the folder has {} patients, its manifest says {}", counted->front(), expected),
      "copy or export the folder once more"));
}

Opened open_folder(const Place& place, Layout layout, StopAsked stop) {
  if (layout == Layout::omop) {
    return Opened::failure(failure(place.name(), "the layout omop is not run over a folder",
                                   "name a DuckDB file or PostgreSQL"));
  }
  const auto manifest = manifest_of(place.text);
  if (!manifest) return Opened::failure(manifest.diagnostics);
  const auto files = files_of(place, *manifest);
  if (!files) return Opened::failure(files.diagnostics);
  Opened connection = open_duckdb(std::move(stop));
  if (!connection) return connection;
  for (std::size_t i = 0; i < files->size(); ++i) {
    Result<Done> made = (*connection)->run(file_as_table(sql::facts_tables()[i], (*files)[i]));
    if (!made) return Opened::failure(said_of(place, std::move(made.diagnostics)));
  }
  if (!*manifest) return connection;
  Result<Done> held = hold_against(**manifest, place, **connection);
  return held ? std::move(connection) : Opened::failure(std::move(held.diagnostics));
}

Opened open_postgres_tables(const Place& place, Layout layout, StopAsked stop) {
  Opened connection = open_postgres(place.text, std::move(stop));
  if (!connection) return connection;
  std::string names;
  for (const std::string& table : tables_of(layout)) {
    names += fmt::format("{}({})", names.empty() ? "" : ", ", sql::text_literal(table));
  }
  const auto missing = column_of(
      **connection,
      fmt::format("SELECT name FROM (VALUES {}) AS t(name) WHERE CASE WHEN "
                  "has_table_privilege(to_regclass(name), 'SELECT') THEN 0 ELSE 1 END = 1",
                  names));
  if (!missing) return Opened::failure(missing.diagnostics);
  return missing->empty() ? std::move(connection) : lacks(place, layout, *missing);
}

bool is_address(const std::string& text) {
  return text.starts_with("postgresql://") || text.starts_with("postgres://") ||
         text.find('=') != std::string::npos;
}

}  // namespace

Result<Place> place_named(const std::string& text) {
  std::error_code error;
  const fs::file_status status = fs::status(text, error);
  if (fs::is_directory(status)) return Result<Place>::success({Place::Kind::folder, text});
  if (fs::is_regular_file(status)) return Result<Place>::success({Place::Kind::duckdb_file, text});
  if (is_address(text)) return Result<Place>::success({Place::Kind::postgres, text});
  return Result<Place>::failure(make_diagnostic(
      DiagnosticCode::unreadable_file, text, "there is no such file or folder",
      "name a DuckDB file, a folder that eligo export wrote, or postgresql://USER@HOST/DATABASE"));
}

Opened open_place(const Place& place, Layout layout, StopAsked stop) {
  switch (place.kind) {
    case Place::Kind::duckdb_file:
      return open_duckdb_file(place, layout, std::move(stop));
    case Place::Kind::folder:
      return open_folder(place, layout, std::move(stop));
    case Place::Kind::postgres:
      return open_postgres_tables(place, layout, std::move(stop));
  }
  return {};
}

std::uint64_t rejected_before(const Place& place) {
  if (place.kind != Place::Kind::folder) return 0;
  const auto manifest = manifest_of(place.text);
  return manifest && *manifest ? (*manifest)->rejected : 0;
}

}  // namespace eligo::warehouse
