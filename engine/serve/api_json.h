#pragma once

// What the answers of the API are made of. Private to this stage.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "report/json_writer.h"
#include "serve/api.h"
#include "text/json.h"

namespace eligo {

Response json_response(const JsonWriter& json, unsigned status = 200);

// {"severity", "code", "message", "help"?, "file"?, "path"?, "line"?, "column"?, "endLine"?,
// "endColumn"?}
void write_diagnostic(JsonWriter& json, const Diagnostic& diagnostic);
// "diagnostics": those, and a note for each of `notes`.
void write_diagnostics(JsonWriter& json, const std::vector<Diagnostic>& diagnostics,
                       const std::vector<std::string>& notes = {});
void write_strings(JsonWriter& json, std::string_view name, const std::vector<std::string>& texts);
void write_rejected(JsonWriter& json, const std::vector<RejectedRecord>& rejected);

// The members of a request's body. The text is kept, so that numbers stay as they are written.
class ApiBody {
 public:
  // Nothing, and `wrong` is set, where the text is no JSON object, or more than a request holds.
  static std::optional<ApiBody> parse(std::string text, std::optional<Response>& wrong);

  const JsonValue* member(std::string_view name) const { return value_.member(name); }
  // A string; nothing, and `wrong` is set, where it is none.
  std::optional<std::string> string(std::string_view name, std::optional<Response>& wrong) const;
  // The text of a member as it is written.
  std::string text_of(const JsonValue& value) const;

 private:
  ApiBody(SourceText text, JsonValue value) : text_(std::move(text)), value_(std::move(value)) {}
  SourceText text_;
  JsonValue value_;
};

}  // namespace eligo
