#include "serve/api_json.h"

#include <fmt/format.h>

#include <utility>

namespace eligo {
namespace {

constexpr std::size_t longest_request = std::size_t{32} << 20U;
constexpr std::size_t most_values = 400'000;

// How many values a JSON text can have at most: each takes memory, however short it is.
std::size_t values_at_most(std::string_view json) {
  std::size_t count = 1;
  bool in_string = false;
  for (std::size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    if (in_string) {
      if (c == '\\') ++i;
      if (c == '"') in_string = false;
      continue;
    }
    if (c == '"') in_string = true;
    if (c == ',' || c == '[' || c == '{') ++count;
  }
  return count;
}

}  // namespace

Response json_response(const JsonWriter& json, unsigned status) {
  Response response;
  response.status = status;
  response.body = json.text();
  return response;
}

void write_diagnostic(JsonWriter& json, const Diagnostic& diagnostic) {
  json.begin_object().key("severity").string(name_of(severity_of(diagnostic.code)));
  json.key("code").string(slug_of(diagnostic.code));
  json.key("message").string(diagnostic.message);
  json.member("help", diagnostic.help);
  json.member("file", diagnostic.source).member("path", diagnostic.json_path);
  if (diagnostic.place) {
    const Position begin = diagnostic.place->position;
    const std::string line = std::to_string(begin.line);
    json.key("line").number(line).key("column").number(std::to_string(begin.column));
    json.key("endLine").number(line);
    json.key("endColumn").number(std::to_string(begin.column + diagnostic.place->length));
  }
  json.end_object();
}

void write_diagnostics(JsonWriter& json, const std::vector<Diagnostic>& diagnostics,
                       const std::vector<std::string>& notes) {
  json.key("diagnostics").begin_array();
  for (const Diagnostic& diagnostic : diagnostics) write_diagnostic(json, diagnostic);
  for (const std::string& note : notes) {
    json.begin_object().key("severity").string("note").key("code").string("note");
    json.key("message").string(note).end_object();
  }
  json.end_array();
}

void write_strings(JsonWriter& json, std::string_view name, const std::vector<std::string>& texts) {
  json.key(name).begin_array();
  for (const std::string& text : texts) json.string(text);
  json.end_array();
}

void write_rejected(JsonWriter& json, const std::vector<RejectedRecord>& rejected) {
  json.key("rejected").begin_array();
  for (const RejectedRecord& one : rejected) {
    json.begin_object().key("input").string(one.input);
    json.key("path").string(one.path).key("why").string(one.why).end_object();
  }
  json.end_array();
}

std::optional<ApiBody> ApiBody::parse(std::string text, std::optional<Response>& wrong) {
  if (values_at_most(text) > most_values) {
    wrong = error_response(413, fmt::format("the request holds more than {} values", most_values),
                           "send files as base64 in \"content\"");
    return std::nullopt;
  }
  JsonLimits limits;
  limits.text_bytes = longest_request;
  limits.string_bytes = longest_request;
  SourceText source("request", std::move(text));
  Result<JsonValue> value = parse_json(source, limits);
  if (!value) {
    wrong = error_response(400, "the request is not JSON: " + value.diagnostics.front().message);
    return std::nullopt;
  }
  if (value->as_object() == nullptr) {
    wrong = error_response(400, "the request is not a JSON object");
    return std::nullopt;
  }
  return ApiBody(std::move(source), std::move(*value));
}

std::optional<std::string> ApiBody::string(std::string_view name,
                                           std::optional<Response>& wrong) const {
  const JsonValue* value = member(name);
  const std::string* text = value == nullptr ? nullptr : value->as_string();
  if (text != nullptr) return *text;
  wrong = error_response(400, fmt::format("\"{}\" must be there, and a string", name));
  return std::nullopt;
}

std::string ApiBody::text_of(const JsonValue& value) const {
  return std::string(text_.content().substr(value.span.begin, value.span.end - value.span.begin));
}

}  // namespace eligo
