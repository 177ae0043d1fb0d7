#include "warehouse/postgres_functions.h"

#include <fmt/format.h>

#include "text/shared_library.h"
#include "warehouse/failure.h"

namespace eligo::warehouse {

Result<PostgresFunctions> load_postgres() {
  constexpr const char* file = "libpq.so.5";
  constexpr const char* how_to_get_it =
      "install PostgreSQL's client library: Debian's package libpq5";
  SharedLibrary library(file);
  if (!library) {
    return Result<PostgresFunctions>::failure(failure(
        file, fmt::format("PostgreSQL's client library cannot be loaded: {}", library.why()),
        how_to_get_it));
  }
  PostgresFunctions to;
  library.bind(to.parse_address, "PQconninfoParse");
  library.bind(to.free_options, "PQconninfoFree");
  library.bind(to.free_memory, "PQfreemem");
  library.bind(to.connect_start, "PQconnectStartParams");
  library.bind(to.connect_poll, "PQconnectPoll");
  library.bind(to.status, "PQstatus");
  library.bind(to.error_message, "PQerrorMessage");
  library.bind(to.finish, "PQfinish");
  library.bind(to.server_version, "PQserverVersion");
  library.bind(to.socket, "PQsocket");
  library.bind(to.set_notice_processor, "PQsetNoticeProcessor");
  library.bind(to.send_query, "PQsendQuery");
  library.bind(to.set_single_row_mode, "PQsetSingleRowMode");
  library.bind(to.consume_input, "PQconsumeInput");
  library.bind(to.is_busy, "PQisBusy");
  library.bind(to.get_result, "PQgetResult");
  library.bind(to.result_status, "PQresultStatus");
  library.bind(to.result_error_field, "PQresultErrorField");
  library.bind(to.result_error_message, "PQresultErrorMessage");
  library.bind(to.row_count, "PQntuples");
  library.bind(to.column_count, "PQnfields");
  library.bind(to.value, "PQgetvalue");
  library.bind(to.is_null, "PQgetisnull");
  library.bind(to.length, "PQgetlength");
  library.bind(to.clear, "PQclear");
  library.bind(to.get_cancel, "PQgetCancel");
  library.bind(to.cancel, "PQcancel");
  library.bind(to.free_cancel, "PQfreeCancel");
  if (library.missing().empty()) return Result<PostgresFunctions>::success(to);
  return Result<PostgresFunctions>::failure(
      failure(file, fmt::format("the library has no {}", library.missing()), how_to_get_it));
}

}  // namespace eligo::warehouse
