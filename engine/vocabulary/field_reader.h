#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "quantity/rational.h"
#include "text/json.h"

namespace eligo {

// A text of a JSON file with its place.
struct PlacedText {
  std::string text;
  Span span;
};

// Reads the members of one JSON object of a vocabulary file, and reports each that is missing, of
// the wrong type, or not one that such an object has. Every reading function marks its member as
// known.
class FieldReader {
 public:
  // `what` names the object in messages: "a concept". All arguments outlive the reader.
  FieldReader(const SourceText& source, const JsonValue& object, std::string_view what,
              std::vector<Diagnostic>& diagnostics);

  // False where the value is no object at all, which is then reported.
  bool is_object() const { return object_->as_object() != nullptr; }

  const JsonValue* member(std::string_view key);
  const JsonValue* required_member(std::string_view key);
  // A text that is not empty.
  std::optional<PlacedText> text(std::string_view key);
  std::optional<PlacedText> required_text(std::string_view key);
  std::vector<PlacedText> texts(std::string_view key);
  // The members of a list, empty where there is no such list.
  std::vector<const JsonValue*> list(std::string_view key);
  bool flag(std::string_view key);
  // A decimal number, written as a string so that it stays exact.
  std::optional<Rational> decimal(std::string_view key);

  // Reports the members that nothing has asked for.
  void refuse_the_rest();

  void report(DiagnosticCode code, Span span, std::string message, std::string help = {});
  void report_type(const JsonValue& value, std::string_view key, std::string_view wanted);

 private:
  std::optional<PlacedText> text_of(const JsonValue& value, std::string_view key);

  const SourceText* source_;
  const JsonValue* object_;
  std::string what_;
  std::vector<Diagnostic>* diagnostics_;
  std::vector<std::string> known_;
};

// "did you mean "a", "b"?" for a help line; empty where there is nothing near.
std::string did_you_mean(const std::vector<std::string>& nearest_first);

}  // namespace eligo
