#include "warehouse/postgres.h"

#include <fmt/format.h>
#include <poll.h>

#include <array>
#include <chrono>
#include <vector>

#include "warehouse/failure.h"
#include "warehouse/postgres_functions.h"

namespace eligo::warehouse {
namespace {

constexpr const char* postgres_place = "PostgreSQL";
constexpr int oldest_version = 120000;
constexpr auto longest_connecting = std::chrono::seconds(60);

std::string text_of(const char* message) {
  return message == nullptr ? std::string() : message;
}

class Postgres final : public Connection {
 public:
  Postgres(const PostgresFunctions& functions, StopAsked stop)
      : functions_(functions), stop_(std::move(stop)) {}
  ~Postgres() override {
    if (connection_ != nullptr) functions_.finish(connection_);
  }

  Result<Done> open(const std::string& address) {
    if (auto failed = connect(address); !failed) return failed;
    functions_.set_notice_processor(
        connection_, [](void*, const char*) {}, nullptr);
    if (const int version = functions_.server_version(connection_); version < oldest_version) {
      return failed_to_open(
          fmt::format("the server is of version {}.{}", version / 10000, version % 10000),
          "12 or newer is needed");
    }
    for (const char* statement :
         {"BEGIN ISOLATION LEVEL REPEATABLE READ READ WRITE",
          "SELECT set_config('search_path', 'pg_temp, ' || current_setting('search_path'), false)",
          "SET standard_conforming_strings = on", "SET DateStyle = 'ISO, YMD'"}) {
      if (auto failed = run(statement); !failed) return failed;
    }
    bool may_make_tables = false;
    auto asked = query("SELECT CAST(has_database_privilege(current_database(), 'TEMP') AS TEXT)",
                       [&](std::span<const Cell> row) {
                         may_make_tables = row.front() == "true";
                         return true;
                       });
    if (!asked || may_make_tables) return asked;
    return failed_to_open("the role may not make temporary tables in this database",
                          "the decisions are worked out in such tables, which end with the "
                          "connection: GRANT TEMPORARY ON DATABASE ... TO ...");
  }

  Result<Done> run(const std::string& statement) override { return execute(statement, nullptr); }
  Result<Done> query(const std::string& text, const RowVisitor& visit) override {
    return execute(text, &visit);
  }

 private:
  static Result<Done> failed_to_open(const std::string& message, std::string help = {}) {
    return Result<Done>::failure(failure(postgres_place, one_line(message), std::move(help)));
  }

  Result<Done> connect(const std::string& address) {
    if (!is_readable(address)) {
      return failed_to_open("the address is none that libpq can read",
                            "write it as postgresql://USER@HOST/DATABASE or host=... dbname=...");
    }
    const std::array<const char*, 4> keywords{"dbname", "client_encoding",
                                              "fallback_application_name", nullptr};
    const std::array<const char*, 4> values{address.c_str(), "UTF8", "eligo", nullptr};
    connection_ = functions_.connect_start(keywords.data(), values.data(), 1);
    if (connection_ == nullptr) return failed_to_open("there is no memory for a connection");
    if (functions_.status(connection_) == postgres_connection_failed) return unreachable();
    const auto end = std::chrono::steady_clock::now() + longest_connecting;
    PostgresPollingStatus waits_for = postgres_polling_writes;
    while (waits_for == postgres_polling_reads || waits_for == postgres_polling_writes) {
      if (stop_()) return stopped(postgres_place);
      if (std::chrono::steady_clock::now() > end) {
        return failed_to_open("the server did not answer within 60 seconds");
      }
      if (wait(waits_for == postgres_polling_reads ? POLLIN : POLLOUT)) {
        waits_for = functions_.connect_poll(connection_);
      }
    }
    return waits_for == postgres_polling_done ? done() : unreachable();
  }

  // What libpq says of an address that it cannot read quotes parts of it, and is not said.
  bool is_readable(const std::string& address) const {
    char* error = nullptr;
    const PostgresOptions options = functions_.parse_address(address.c_str(), &error);
    if (options != nullptr) functions_.free_options(options);
    if (error != nullptr) functions_.free_memory(error);
    return options != nullptr;
  }

  Result<Done> unreachable() const {
    return failed_to_open(text_of(functions_.error_message(connection_)));
  }

  // Waits a while for the server. False where nothing came.
  bool wait(short events) const {
    pollfd waited{functions_.socket(connection_), events, 0};
    constexpr int milliseconds = 100;
    return ::poll(&waited, 1, milliseconds) > 0;
  }

  Result<Done> execute(const std::string& text, const RowVisitor* visit) {
    if (stop_()) return stopped(postgres_place);
    if (functions_.send_query(connection_, text.c_str()) == 0) return lost(text);
    if (visit != nullptr) functions_.set_single_row_mode(connection_);
    Result<Done> outcome = done();
    bool is_cancelled = false;
    while (true) {
      if (!await_result(is_cancelled)) return lost(text);
      const PostgresResult result = functions_.get_result(connection_);
      if (result == nullptr) break;
      if (is_cancelled) {
        // What still comes is not wanted.
      } else if (is_good(result)) {
        if (visit != nullptr && !visit_rows(result, *visit)) is_cancelled = cancel();
      } else if (outcome) {
        outcome = refused(result, text);
      }
      functions_.clear(result);
    }
    return is_cancelled && stop_() ? stopped(postgres_place) : outcome;
  }

  // Until a result can be had without waiting; cancels the statement when it is to stop. False
  // where the connection is lost.
  bool await_result(bool& is_cancelled) {
    while (functions_.is_busy(connection_) != 0) {
      if (!is_cancelled && stop_()) is_cancelled = cancel();
      if (wait(POLLIN) && functions_.consume_input(connection_) == 0) return false;
    }
    return true;
  }

  bool cancel() const {
    std::array<char, 256> error{};
    const PostgresCancel cancel = functions_.get_cancel(connection_);
    functions_.cancel(cancel, error.data(), static_cast<int>(error.size()));
    functions_.free_cancel(cancel);
    return true;
  }

  bool is_good(PostgresResult result) const {
    const PostgresResultStatus status = functions_.result_status(result);
    return status == postgres_command_done || status == postgres_rows_done ||
           status == postgres_single_row || status == postgres_empty_query;
  }

  bool visit_rows(PostgresResult result, const RowVisitor& visit) {
    const int columns = functions_.column_count(result);
    row_.resize(static_cast<std::size_t>(columns));
    for (int n = 0; n < functions_.row_count(result); ++n) {
      for (int i = 0; i < columns; ++i) {
        Cell& cell = row_[static_cast<std::size_t>(i)];
        cell.reset();
        if (functions_.is_null(result, n, i) != 0) continue;
        cell.emplace(functions_.value(result, n, i),
                     static_cast<std::size_t>(functions_.length(result, n, i)));
      }
      if (!visit(row_)) return false;
    }
    return true;
  }

  Result<Done> refused(PostgresResult result, const std::string& text) const {
    const char* message = functions_.result_error_field(result, postgres_field_message);
    std::string why =
        text_of(message == nullptr ? functions_.result_error_message(result) : message);
    const char* detail = functions_.result_error_field(result, postgres_field_detail);
    if (detail != nullptr) why += fmt::format(" ({})", detail);
    const char* state = functions_.result_error_field(result, postgres_field_sqlstate);
    if (state != nullptr) why += fmt::format(", SQLSTATE {}", state);
    return Result<Done>::failure(refused_statement(postgres_place, why, text));
  }

  Result<Done> lost(const std::string& text) const {
    return Result<Done>::failure(
        refused_statement(postgres_place, text_of(functions_.error_message(connection_)), text));
  }

  PostgresFunctions functions_;
  StopAsked stop_;
  PostgresConnectionHandle connection_ = nullptr;
  std::vector<Cell> row_;
};

}  // namespace

Result<std::unique_ptr<Connection>> open_postgres(const std::string& address, StopAsked stop) {
  using Opened = Result<std::unique_ptr<Connection>>;
  const Result<PostgresFunctions> functions = load_postgres();
  if (!functions) return Opened::failure(functions.diagnostics);
  auto connection = std::make_unique<Postgres>(*functions, std::move(stop));
  if (auto opened = connection->open(address); !opened) {
    return Opened::failure(std::move(opened.diagnostics));
  }
  return Opened::success(std::move(connection));
}

}  // namespace eligo::warehouse
