#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "text/result.h"
#include "text/span.h"

namespace eligo {

// A number as it was written, so that nothing is rounded on the way in.
struct JsonNumber {
  std::string text;
  friend bool operator==(const JsonNumber&, const JsonNumber&) = default;
};

struct JsonValue;
struct JsonMember;
using JsonArray = std::vector<JsonValue>;
// In the order of the file; keys are unique.
using JsonObject = std::vector<JsonMember>;

struct JsonValue {
  std::variant<std::nullptr_t, bool, JsonNumber, std::string, JsonArray, JsonObject> data;
  Span span;  // where it stands in the text that was parsed

  bool is_null() const { return std::holds_alternative<std::nullptr_t>(data); }
  const bool* as_bool() const { return std::get_if<bool>(&data); }
  const JsonNumber* as_number() const { return std::get_if<JsonNumber>(&data); }
  const std::string* as_string() const { return std::get_if<std::string>(&data); }
  const JsonArray* as_array() const { return std::get_if<JsonArray>(&data); }
  const JsonObject* as_object() const { return std::get_if<JsonObject>(&data); }
  // The member of an object; null where this is no object or has no such member.
  const JsonValue* member(std::string_view key) const;
};

// One member of an object: its key and its value. (Clang 14 cannot make a std::pair of them.)
struct JsonMember {
  std::string first;
  JsonValue second;
};

// What kind of value it is, for messages: "a string", "an object", ...
std::string_view json_kind_name(const JsonValue& value);

struct JsonLimits {
  std::size_t depth = 64;                // nested arrays and objects
  std::size_t text_bytes = 256U << 20U;  // the whole text
  std::size_t string_bytes = 1U << 20U;  // one string
  std::size_t number_digits = 39;        // one number's digits behind its leading zeros
  int exponent = 308;                    // a number's decimal exponent, and its places
};

// Parses one JSON text (RFC 8259). A UTF-8 byte order mark is stripped. Refused, each with its
// place: anything after the value, NUL bytes, invalid UTF-8, lone surrogates, duplicate keys
// (compared after unescaping), and whatever is over `limits`. Never recurses on the input.
Result<JsonValue> parse_json(const SourceText& source, const JsonLimits& limits = {});

// `key` as one step of a JSON Pointer (RFC 6901): "~" and "/" escaped, with the leading "/".
std::string json_pointer_step(std::string_view key);
std::string json_pointer_step(std::size_t index);

// `text` as a JSON string literal with its quotes.
std::string json_string_literal(std::string_view text);
// The same behind what `to` holds.
void append_json_string(std::string_view text, std::string& to);

}  // namespace eligo
