#pragma once

// How a connection's errors look. Private to this stage.

#include <string>
#include <string_view>

#include "text/result.h"
#include "warehouse/connection.h"

namespace eligo::warehouse {

inline Diagnostic failure(const std::string& place, std::string message, std::string help = {}) {
  return make_diagnostic(DiagnosticCode::unusable_warehouse, place, std::move(message),
                         std::move(help));
}

inline Result<Done> done() {
  return Result<Done>::success({});
}

// What an engine says when it was asked to stop.
inline Result<Done> stopped(const std::string& place) {
  return Result<Done>::failure(failure(place, "the run was stopped"));
}

// What an engine says, on one line.
std::string one_line(std::string_view text);

// What an engine says of a statement, with the statement's beginning, by which a reader finds it in
// the script; of the script's self-test only what that found.
Diagnostic refused_statement(const std::string& place, std::string_view why,
                             const std::string& statement);

}  // namespace eligo::warehouse
