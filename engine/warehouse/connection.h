#pragma once

// A connection to an engine that runs SQL, whichever it is.

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "text/result.h"

namespace eligo::warehouse {

// A value as text in UTF-8, as the engine writes it; nothing for NULL.
using Cell = std::optional<std::string_view>;
// A row, whose texts are valid while it is visited. False: no more rows are wanted.
using RowVisitor = std::function<bool(std::span<const Cell>)>;
// Asked from time to time while an engine works: whether it is to stop.
using StopAsked = std::function<bool()>;

struct Done {};

class Connection {
 public:
  Connection() = default;
  virtual ~Connection() = default;
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // Runs one statement without its semicolon; rows that it gives are dropped. Fails where the
  // engine refuses it, and where it was asked to stop.
  virtual Result<Done> run(const std::string& statement) = 0;
  // Hands on the rows of one query as they come: not all of them are held at a time. Every column
  // must be text (CAST AS TEXT).
  virtual Result<Done> query(const std::string& text, const RowVisitor& visit) = 0;
};

}  // namespace eligo::warehouse
