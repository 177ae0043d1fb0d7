#include "vocabulary/field_reader.h"

#include <fmt/format.h>

#include <algorithm>

#include "vocabulary/nearest.h"

namespace eligo {

std::string did_you_mean(const std::vector<std::string>& nearest_first) {
  std::string names;
  for (const std::string& name : nearest_first) {
    if (!names.empty()) names += " or ";
    names += json_string_literal(name);
  }
  return names.empty() ? names : "did you mean " + names + "?";
}

FieldReader::FieldReader(const SourceText& source, const JsonValue& object, std::string_view what,
                         std::vector<Diagnostic>& diagnostics)
    : source_(&source), object_(&object), what_(what), diagnostics_(&diagnostics) {
  if (is_object()) return;
  report(DiagnosticCode::wrong_type, object.span,
         fmt::format("{} is {}", what_, json_kind_name(object)), "write an object here");
}

const JsonValue* FieldReader::member(std::string_view key) {
  known_.emplace_back(key);
  return object_->member(key);
}

const JsonValue* FieldReader::required_member(std::string_view key) {
  const JsonValue* value = member(key);
  if (value == nullptr && is_object()) {
    report(DiagnosticCode::missing_field, object_->span,
           fmt::format("{} has no \"{}\"", what_, key), fmt::format("add \"{}\" to it", key));
  }
  return value;
}

std::optional<PlacedText> FieldReader::text_of(const JsonValue& value, std::string_view key) {
  const std::string* text = value.as_string();
  if (text == nullptr) {
    report_type(value, key, "a string");
    return std::nullopt;
  }
  if (text->empty()) {
    report(DiagnosticCode::empty_text, value.span, fmt::format("\"{}\" is empty", key),
           "write its text, or leave the field out");
    return std::nullopt;
  }
  return PlacedText{*text, value.span};
}

std::optional<PlacedText> FieldReader::text(std::string_view key) {
  const JsonValue* value = member(key);
  if (value == nullptr) return std::nullopt;
  return text_of(*value, key);
}

std::optional<PlacedText> FieldReader::required_text(std::string_view key) {
  const JsonValue* value = required_member(key);
  if (value == nullptr) return std::nullopt;
  return text_of(*value, key);
}

std::vector<const JsonValue*> FieldReader::list(std::string_view key) {
  const JsonValue* value = member(key);
  if (value == nullptr) return {};
  const JsonArray* array = value->as_array();
  if (array == nullptr) {
    report_type(*value, key, "a list");
    return {};
  }
  std::vector<const JsonValue*> members;
  for (const JsonValue& element : *array) members.push_back(&element);
  return members;
}

std::vector<PlacedText> FieldReader::texts(std::string_view key) {
  std::vector<PlacedText> result;
  for (const JsonValue* element : list(key)) {
    if (auto text = text_of(*element, key)) result.push_back(std::move(*text));
  }
  return result;
}

bool FieldReader::flag(std::string_view key) {
  const JsonValue* value = member(key);
  if (value == nullptr) return false;
  if (value->as_bool() == nullptr) {
    report_type(*value, key, "true or false");
    return false;
  }
  return *value->as_bool();
}

std::optional<Rational> FieldReader::decimal(std::string_view key) {
  const JsonValue* value = member(key);
  if (value == nullptr) return std::nullopt;
  if (value->as_number() != nullptr) {
    report_type(*value, key, fmt::format("a string: \"{}\"", value->as_number()->text));
    return std::nullopt;
  }
  const auto text = text_of(*value, key);
  if (!text) return std::nullopt;
  auto number = parse_decimal(text->text);
  if (!number) {
    report(DiagnosticCode::not_a_decimal, text->span,
           fmt::format("\"{}\" is {}, which is no decimal number", key,
                       json_string_literal(text->text)),
           "write digits with at most one point: \"88.4\"");
  }
  return number;
}

void FieldReader::refuse_the_rest() {
  if (!is_object()) return;
  for (const auto& [key, value] : *object_->as_object()) {
    if (std::find(known_.begin(), known_.end(), key) != known_.end()) continue;
    report(DiagnosticCode::unknown_field, value.span,
           fmt::format("{} has no field {}", what_, json_string_literal(key)),
           did_you_mean(nearest(key, known_, 1)));
  }
}

void FieldReader::report(DiagnosticCode code, Span span, std::string message, std::string help) {
  diagnostics_->push_back(
      make_diagnostic(code, *source_, span, std::move(message), std::move(help)));
}

void FieldReader::report_type(const JsonValue& value, std::string_view key,
                              std::string_view wanted) {
  report(DiagnosticCode::wrong_type, value.span,
         fmt::format("\"{}\" is {}", key, json_kind_name(value)), fmt::format("write {}", wanted));
}

}  // namespace eligo
