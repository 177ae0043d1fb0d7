#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "text/json.h"

namespace eligo {

// What the readers of the two unit files share: the fields of a JSON object, and findings about
// them. `what` names the file in messages: "a table of units".
class UnitFileReader {
 public:
  UnitFileReader(const SourceText& source, std::string_view what) : source_(source), what_(what) {}
  std::vector<Diagnostic> take_diagnostics() { return std::move(diagnostics_); }

 protected:
  void report(DiagnosticCode code, Span span, std::string message, std::string help = {});
  // Reports every field that is not one of these.
  void check_fields(const JsonObject& root, std::span<const std::string_view> known);
  // The members of an object that must be there; none where it is not.
  const JsonObject& required(const JsonValue& root, std::string_view key);
  // Null, and reported, where `value` is no string.
  const std::string* text_of(const JsonValue& value, std::string_view what);
  const bool* flag_of(const JsonValue& value, std::string_view what);

  bool has_findings() const { return !diagnostics_.empty(); }

 private:
  const SourceText& source_;
  std::string_view what_;
  std::vector<Diagnostic> diagnostics_;
};

}  // namespace eligo
