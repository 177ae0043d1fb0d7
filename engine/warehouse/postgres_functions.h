#pragma once

// The functions of libpq that are used here. Private to this stage.

#include "text/result.h"

namespace eligo::warehouse {

// Handles, which only the library looks into.
using PostgresConnectionHandle = struct PostgresConnectionTag*;
using PostgresResult = struct PostgresResultTag*;
using PostgresOptions = struct PostgresOptionsTag*;
using PostgresCancel = struct PostgresCancelTag*;

enum PostgresConnectionStatus : int { postgres_connected = 0, postgres_connection_failed = 1 };
enum PostgresPollingStatus : int {
  postgres_polling_failed = 0,
  postgres_polling_reads = 1,
  postgres_polling_writes = 2,
  postgres_polling_done = 3
};
enum PostgresResultStatus : int {
  postgres_empty_query = 0,
  postgres_command_done = 1,
  postgres_rows_done = 2,
  postgres_single_row = 9
};
constexpr int postgres_field_sqlstate = 'C';
constexpr int postgres_field_message = 'M';
constexpr int postgres_field_detail = 'D';

struct PostgresFunctions {
  // Null where the address cannot be read.
  PostgresOptions (*parse_address)(const char*, char** error) = nullptr;
  void (*free_options)(PostgresOptions) = nullptr;
  void (*free_memory)(void*) = nullptr;
  PostgresConnectionHandle (*connect_start)(const char* const* keywords, const char* const* values,
                                            int expands_address) = nullptr;
  PostgresPollingStatus (*connect_poll)(PostgresConnectionHandle) = nullptr;
  PostgresConnectionStatus (*status)(PostgresConnectionHandle) = nullptr;
  const char* (*error_message)(PostgresConnectionHandle) = nullptr;
  void (*finish)(PostgresConnectionHandle) = nullptr;
  int (*server_version)(PostgresConnectionHandle) = nullptr;
  int (*socket)(PostgresConnectionHandle) = nullptr;
  void* (*set_notice_processor)(PostgresConnectionHandle, void (*)(void*, const char*),
                                void*) = nullptr;
  int (*send_query)(PostgresConnectionHandle, const char*) = nullptr;
  int (*set_single_row_mode)(PostgresConnectionHandle) = nullptr;
  int (*consume_input)(PostgresConnectionHandle) = nullptr;
  int (*is_busy)(PostgresConnectionHandle) = nullptr;
  PostgresResult (*get_result)(PostgresConnectionHandle) = nullptr;
  PostgresResultStatus (*result_status)(PostgresResult) = nullptr;
  const char* (*result_error_field)(PostgresResult, int field) = nullptr;
  const char* (*result_error_message)(PostgresResult) = nullptr;
  int (*row_count)(PostgresResult) = nullptr;
  int (*column_count)(PostgresResult) = nullptr;
  const char* (*value)(PostgresResult, int row, int column) = nullptr;
  int (*is_null)(PostgresResult, int row, int column) = nullptr;
  int (*length)(PostgresResult, int row, int column) = nullptr;
  void (*clear)(PostgresResult) = nullptr;
  PostgresCancel (*get_cancel)(PostgresConnectionHandle) = nullptr;
  int (*cancel)(PostgresCancel, char* error, int error_size) = nullptr;
  void (*free_cancel)(PostgresCancel) = nullptr;
};

// Finds libpq where the system's loader looks.
Result<PostgresFunctions> load_postgres();

}  // namespace eligo::warehouse
