#pragma once

// The functions of DuckDB's C interface that are used here, and the layout of what they take and
// give. Private to this stage.

#include <cstddef>
#include <cstdint>

#include "text/result.h"

namespace eligo::warehouse {

// Handles, which only the library looks into.
using DuckDbDatabase = struct DuckDbDatabaseTag*;
using DuckDbConnectionHandle = struct DuckDbConnectionTag*;
using DuckDbConfig = struct DuckDbConfigTag*;
using DuckDbStatement = struct DuckDbStatementTag*;
using DuckDbPending = struct DuckDbPendingTag*;
using DuckDbChunk = struct DuckDbChunkTag*;
using DuckDbVector = struct DuckDbVectorTag*;

// A result is passed by value: this is its size. Its fields are read through functions alone.
struct DuckDbResult {
  std::uint64_t counts[3];
  void* pointers[3];
};

// A text in a vector: up to 12 bytes stand in it; of longer ones four, and where they all are.
struct DuckDbText {
  std::uint32_t length;
  char within[12];
};
constexpr std::size_t duckdb_pointer_place = 4;  // in `within`
static_assert(sizeof(DuckDbText) == 16);

enum DuckDbState : int { duckdb_success = 0, duckdb_error = 1 };
enum DuckDbPendingState : int {
  duckdb_result_ready = 0,
  duckdb_result_not_ready = 1,
  duckdb_pending_failed = 2,
  duckdb_no_tasks_available = 3
};
constexpr int duckdb_type_of_text = 17;

struct DuckDbFunctions {
  const char* (*library_version)() = nullptr;
  DuckDbState (*create_config)(DuckDbConfig*) = nullptr;
  DuckDbState (*set_config)(DuckDbConfig, const char* name, const char* value) = nullptr;
  void (*destroy_config)(DuckDbConfig*) = nullptr;
  DuckDbState (*open)(const char* file, DuckDbDatabase*, DuckDbConfig, char** error) = nullptr;
  void (*close)(DuckDbDatabase*) = nullptr;
  void (*free)(void*) = nullptr;
  DuckDbState (*connect)(DuckDbDatabase, DuckDbConnectionHandle*) = nullptr;
  void (*disconnect)(DuckDbConnectionHandle*) = nullptr;
  DuckDbState (*prepare)(DuckDbConnectionHandle, const char* query, DuckDbStatement*) = nullptr;
  const char* (*prepare_error)(DuckDbStatement) = nullptr;
  void (*destroy_prepare)(DuckDbStatement*) = nullptr;
  DuckDbState (*pending_prepared)(DuckDbStatement, DuckDbPending*) = nullptr;
  // The same, with rows that are made while they are fetched; not in every version.
  DuckDbState (*pending_streaming)(DuckDbStatement, DuckDbPending*) = nullptr;
  DuckDbPendingState (*execute_task)(DuckDbPending) = nullptr;
  const char* (*pending_error)(DuckDbPending) = nullptr;
  DuckDbState (*execute_pending)(DuckDbPending, DuckDbResult*) = nullptr;
  void (*destroy_pending)(DuckDbPending*) = nullptr;
  const char* (*result_error)(DuckDbResult*) = nullptr;
  void (*destroy_result)(DuckDbResult*) = nullptr;
  std::uint64_t (*column_count)(DuckDbResult*) = nullptr;
  int (*column_type)(DuckDbResult*, std::uint64_t column) = nullptr;
  DuckDbChunk (*fetch_chunk)(DuckDbResult) = nullptr;
  std::uint64_t (*chunk_size)(DuckDbChunk) = nullptr;
  DuckDbVector (*chunk_vector)(DuckDbChunk, std::uint64_t column) = nullptr;
  void* (*vector_data)(DuckDbVector) = nullptr;
  std::uint64_t* (*vector_validity)(DuckDbVector) = nullptr;
  void (*destroy_chunk)(DuckDbChunk*) = nullptr;
};

// Finds the library: where ELIGO_DUCKDB_LIBRARY says, else beside the program, else where the
// system's loader looks.
Result<DuckDbFunctions> load_duckdb();

}  // namespace eligo::warehouse
