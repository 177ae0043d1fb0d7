#include "warehouse/duckdb.h"

#include <fmt/format.h>
#include <stdlib.h>  // mkdtemp

#include <chrono>
#include <cstring>
#include <filesystem>
#include <thread>
#include <vector>

#include "sql/dialect.h"
#include "warehouse/duckdb_functions.h"
#include "warehouse/failure.h"

namespace eligo::warehouse {
namespace {

namespace fs = std::filesystem;
constexpr const char* duckdb_place = "DuckDB";

std::string text_of_duckdb(const char* text) {
  return text == nullptr ? std::string() : text;
}

// A folder of its own among the temporary files; gone with this object.
class SpillFolder {
 public:
  SpillFolder() {
    std::error_code error;
    std::string name = (fs::temp_directory_path(error) / "eligo-duckdb-XXXXXX").string();
    if (!error && ::mkdtemp(name.data()) != nullptr) path_ = name;
  }
  ~SpillFolder() {
    std::error_code error;
    if (!path_.empty()) fs::remove_all(path_, error);
  }
  SpillFolder(const SpillFolder&) = delete;
  SpillFolder& operator=(const SpillFolder&) = delete;

  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

// Handles of the library, each given back by the function that does so.
template <typename Handle>
struct Held {
  Handle handle{};
  void (*give_back)(Handle*) = nullptr;

  explicit Held(void (*function)(Handle*)) : give_back(function) {}
  ~Held() {
    if (handle != nullptr) give_back(&handle);
  }
  Held(const Held&) = delete;
  Held& operator=(const Held&) = delete;
};

struct HeldResult {
  DuckDbResult result{};
  void (*give_back)(DuckDbResult*) = nullptr;

  explicit HeldResult(void (*function)(DuckDbResult*)) : give_back(function) {}
  ~HeldResult() { give_back(&result); }
  HeldResult(const HeldResult&) = delete;
  HeldResult& operator=(const HeldResult&) = delete;
};

std::string_view text_in(const DuckDbText& text) {
  if (text.length <= sizeof text.within) return {text.within, text.length};
  const char* begin = nullptr;
  std::memcpy(&begin, text.within + duckdb_pointer_place, sizeof begin);
  return {begin, text.length};
}

class DuckDb final : public Connection {
 public:
  DuckDb(const DuckDbFunctions& functions, StopAsked stop)
      : functions_(functions),
        stop_(std::move(stop)),
        database_(functions.close),
        connection_(functions.disconnect) {}

  // Nothing, or why it cannot be opened.
  std::string open() {
    Held<DuckDbConfig> config(functions_.destroy_config);
    if (functions_.create_config(&config.handle) != duckdb_success)
      return "there is no memory for it";
    const auto set = [&](const char* name, const char* value) {
      functions_.set_config(config.handle, name, value);
    };
    set("autoinstall_known_extensions", "false");
    set("autoload_known_extensions", "false");
    set("temp_directory", spill_.path().c_str());
    char* error = nullptr;
    if (functions_.open(nullptr, &database_.handle, config.handle, &error) != duckdb_success) {
      std::string why = text_of_duckdb(error);
      functions_.free(error);
      return why;
    }
    return functions_.connect(database_.handle, &connection_.handle) == duckdb_success
               ? std::string()
               : "it refuses a connection";
  }

  Result<Done> run(const std::string& statement) override { return execute(statement, nullptr); }
  Result<Done> query(const std::string& text, const RowVisitor& visit) override {
    return execute(text, &visit);
  }

 private:
  Result<Done> refused(const std::string& statement, const char* why) const {
    return Result<Done>::failure(refused_statement(duckdb_place, text_of_duckdb(why), statement));
  }

  // `visit` is null where rows are not wanted.
  Result<Done> execute(const std::string& text, const RowVisitor* visit) {
    if (stop_()) return stopped(duckdb_place);
    Held<DuckDbStatement> statement(functions_.destroy_prepare);
    if (functions_.prepare(connection_.handle, text.c_str(), &statement.handle) != duckdb_success) {
      return refused(text, functions_.prepare_error(statement.handle));
    }
    Held<DuckDbPending> pending(functions_.destroy_pending);
    const bool streams = visit != nullptr && functions_.pending_streaming != nullptr;
    const auto begin = streams ? functions_.pending_streaming : functions_.pending_prepared;
    if (begin(statement.handle, &pending.handle) != duckdb_success) {
      return refused(text, functions_.pending_error(pending.handle));
    }
    if (auto failed = wait_for(pending.handle, text); !failed) return failed;
    HeldResult result(functions_.destroy_result);
    if (functions_.execute_pending(pending.handle, &result.result) != duckdb_success) {
      return refused(text, functions_.result_error(&result.result));
    }
    return visit == nullptr ? done() : visit_rows(result.result, text, *visit);
  }

  // Works on the statement in small steps, between which it can be stopped.
  Result<Done> wait_for(DuckDbPending pending, const std::string& text) const {
    while (true) {
      if (stop_()) return stopped(duckdb_place);
      switch (functions_.execute_task(pending)) {
        case duckdb_result_ready:
          return done();
        case duckdb_pending_failed:
          return refused(text, functions_.pending_error(pending));
        case duckdb_result_not_ready:
          break;
        case duckdb_no_tasks_available:  // other threads are at work
          std::this_thread::sleep_for(std::chrono::microseconds(200));
          break;
      }
    }
  }

  Result<Done> visit_rows(DuckDbResult& result, const std::string& text, const RowVisitor& visit) {
    const std::uint64_t columns = functions_.column_count(&result);
    for (std::uint64_t i = 0; i < columns; ++i) {
      if (functions_.column_type(&result, i) != duckdb_type_of_text) {
        return refused(text, fmt::format("column {} of the rows is no text", i + 1).c_str());
      }
    }
    std::vector<Cell> row(columns);
    while (true) {
      if (stop_()) return stopped(duckdb_place);
      Held<DuckDbChunk> chunk(functions_.destroy_chunk);
      chunk.handle = functions_.fetch_chunk(result);
      if (chunk.handle == nullptr) break;
      if (!visit_chunk(chunk.handle, row, visit)) return done();
    }
    const char* error = functions_.result_error(&result);
    return error == nullptr ? done() : refused(text, error);
  }

  bool visit_chunk(DuckDbChunk chunk, std::vector<Cell>& row, const RowVisitor& visit) const {
    struct Column {
      const DuckDbText* texts;
      const std::uint64_t* validity;  // a bit a row; null where all rows have a value
    };
    std::vector<Column> columns;
    for (std::uint64_t i = 0; i < row.size(); ++i) {
      const DuckDbVector vector = functions_.chunk_vector(chunk, i);
      columns.push_back({static_cast<const DuckDbText*>(functions_.vector_data(vector)),
                         functions_.vector_validity(vector)});
    }
    const std::uint64_t size = functions_.chunk_size(chunk);
    for (std::uint64_t n = 0; n < size; ++n) {
      for (std::size_t i = 0; i < row.size(); ++i) {
        const Column& column = columns[i];
        const bool has_value =
            column.validity == nullptr || ((column.validity[n / 64] >> (n % 64)) & 1U) != 0;
        row[i] = has_value ? Cell(text_in(column.texts[n])) : Cell();
      }
      if (!visit(row)) return false;
    }
    return true;
  }

  // Given back in the opposite order.
  DuckDbFunctions functions_;
  StopAsked stop_;
  SpillFolder spill_;
  Held<DuckDbDatabase> database_;
  Held<DuckDbConnectionHandle> connection_;
};

}  // namespace

Result<std::unique_ptr<Connection>> open_duckdb(StopAsked stop) {
  using Opened = Result<std::unique_ptr<Connection>>;
  const Result<DuckDbFunctions> functions = load_duckdb();
  if (!functions) return Opened::failure(functions.diagnostics);
  auto connection = std::make_unique<DuckDb>(*functions, std::move(stop));
  if (const std::string why = connection->open(); !why.empty()) {
    return Opened::failure(failure(
        duckdb_place, fmt::format("a database in memory cannot be made: {}", one_line(why))));
  }
  return Opened::success(std::move(connection));
}

std::string file_literal(const std::string& path) {
  std::string name;
  for (const char character : path) {
    const bool stands_for_others = character == '*' || character == '?' || character == '[';
    name += stands_for_others ? fmt::format("[{}]", character) : std::string(1, character);
  }
  return sql::text_literal(name);
}

}  // namespace eligo::warehouse
