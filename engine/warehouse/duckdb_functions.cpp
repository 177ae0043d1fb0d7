#include "warehouse/duckdb_functions.h"

#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>

#include "text/shared_library.h"
#include "warehouse/failure.h"

namespace eligo::warehouse {
namespace {

constexpr const char* variable = "ELIGO_DUCKDB_LIBRARY";
constexpr const char* library_name = "libduckdb.so";
constexpr const char* how_to_get_it =
    "tools/get-duckdb.sh puts it beside the program; or set ELIGO_DUCKDB_LIBRARY to its path";

// The file to load; a name alone where the system's loader is to look for it.
std::string library_file() {
  if (const char* named_by_user = std::getenv(variable); named_by_user != nullptr) {
    if (*named_by_user != '\0') return named_by_user;
  }
  std::error_code error;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
  const auto beside = program.parent_path() / library_name;
  if (!error && std::filesystem::exists(beside, error)) return beside.string();
  return library_name;
}

void bind_all(SharedLibrary& library, DuckDbFunctions& to) {
  library.bind(to.library_version, "duckdb_library_version");
  library.bind(to.create_config, "duckdb_create_config");
  library.bind(to.set_config, "duckdb_set_config");
  library.bind(to.destroy_config, "duckdb_destroy_config");
  library.bind(to.open, "duckdb_open_ext");
  library.bind(to.close, "duckdb_close");
  library.bind(to.free, "duckdb_free");
  library.bind(to.connect, "duckdb_connect");
  library.bind(to.disconnect, "duckdb_disconnect");
  library.bind(to.prepare, "duckdb_prepare");
  library.bind(to.prepare_error, "duckdb_prepare_error");
  library.bind(to.destroy_prepare, "duckdb_destroy_prepare");
  library.bind(to.pending_prepared, "duckdb_pending_prepared");
  library.bind_if_there(to.pending_streaming, "duckdb_pending_prepared_streaming");
  library.bind(to.execute_task, "duckdb_pending_execute_task");
  library.bind(to.pending_error, "duckdb_pending_error");
  library.bind(to.execute_pending, "duckdb_execute_pending");
  library.bind(to.destroy_pending, "duckdb_destroy_pending");
  library.bind(to.result_error, "duckdb_result_error");
  library.bind(to.destroy_result, "duckdb_destroy_result");
  library.bind(to.column_count, "duckdb_column_count");
  library.bind(to.column_type, "duckdb_column_type");
  library.bind(to.fetch_chunk, "duckdb_fetch_chunk");
  library.bind(to.chunk_size, "duckdb_data_chunk_get_size");
  library.bind(to.chunk_vector, "duckdb_data_chunk_get_vector");
  library.bind(to.vector_data, "duckdb_vector_get_data");
  library.bind(to.vector_validity, "duckdb_vector_get_validity");
  library.bind(to.destroy_chunk, "duckdb_destroy_data_chunk");
}

}  // namespace

Result<DuckDbFunctions> load_duckdb() {
  const std::string file = library_file();
  SharedLibrary library(file);
  if (!library) {
    return Result<DuckDbFunctions>::failure(failure(
        file, fmt::format("DuckDB's library cannot be loaded: {}", library.why()), how_to_get_it));
  }
  DuckDbFunctions functions;
  bind_all(library, functions);
  if (library.missing().empty()) return Result<DuckDbFunctions>::success(functions);
  const std::string version =
      functions.library_version == nullptr
          ? "is no library of DuckDB"
          : fmt::format("is of DuckDB {}, which goes with other programs than this",
                        functions.library_version());
  return Result<DuckDbFunctions>::failure(
      failure(file, fmt::format("the library {}: it has no {}", version, library.missing()),
              how_to_get_it));
}

}  // namespace eligo::warehouse
