#include "quantity/unit_file_reader.h"

#include <fmt/format.h>

#include <algorithm>

namespace eligo {

void UnitFileReader::report(DiagnosticCode code, Span span, std::string message, std::string help) {
  diagnostics_.push_back(make_diagnostic(code, source_, span, std::move(message), std::move(help)));
}

void UnitFileReader::check_fields(const JsonObject& root, std::span<const std::string_view> known) {
  for (const auto& [key, value] : root) {
    if (std::find(known.begin(), known.end(), key) == known.end()) {
      report(DiagnosticCode::unknown_field, value.span,
             fmt::format("{} has no field \"{}\"", what_, key));
    }
  }
}

const JsonObject& UnitFileReader::required(const JsonValue& root, std::string_view key) {
  static const JsonObject nothing;
  const JsonValue* value = root.member(key);
  if (value == nullptr) {
    report(DiagnosticCode::missing_field, root.span,
           fmt::format("{} needs the field \"{}\"", what_, key));
    return nothing;
  }
  if (value->as_object() == nullptr) {
    report(DiagnosticCode::wrong_type, value->span, fmt::format("\"{}\" is an object", key));
    return nothing;
  }
  return *value->as_object();
}

const std::string* UnitFileReader::text_of(const JsonValue& value, std::string_view what) {
  const std::string* text = value.as_string();
  if (text == nullptr) {
    report(DiagnosticCode::wrong_type, value.span,
           fmt::format("{} is a string, not {}", what, json_kind_name(value)));
  }
  return text;
}

const bool* UnitFileReader::flag_of(const JsonValue& value, std::string_view what) {
  const bool* flag = value.as_bool();
  if (flag == nullptr) {
    report(DiagnosticCode::wrong_type, value.span, fmt::format("{} is true or false", what));
  }
  return flag;
}

}  // namespace eligo
