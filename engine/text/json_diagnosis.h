#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "text/diagnostic.h"
#include "text/json.h"
#include "text/source_text.h"

namespace eligo {

// The last token that was read before a JSON text went wrong; it says what may follow.
enum class JsonToken {
  nothing,       // a value
  open_array,    // a value or "]"
  open_object,   // a key or "}"
  key,           // ":" and a value
  array_value,   // "," and a value, or "]"
  object_value,  // "," and a key, or "}"
  root,          // nothing but white space
};

// How many bytes a UTF-8 byte order mark at the front of `text` takes: 3 or 0.
std::size_t byte_order_mark_size(std::string_view text);

// What is wrong with the bytes before any JSON is read: too many of them, none, a NUL among them,
// UTF-16, or not UTF-8.
std::optional<Diagnostic> diagnose_json_bytes(const SourceText& source, const JsonLimits& limits);

// The longest JSON number at `offset`; empty where there is none.
std::string_view json_number_at(std::string_view text, std::size_t offset);

// Whether the number at `span` is over a limit.
std::optional<Diagnostic> diagnose_json_number(const SourceText& source, Span span,
                                               const JsonLimits& limits);

// Why the text cannot be read on from byte `offset`, where the token `after` ends.
Diagnostic diagnose_json(const SourceText& source, std::size_t offset, JsonToken after,
                         const JsonLimits& limits);

}  // namespace eligo
