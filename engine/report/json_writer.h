#pragma once

#include <string>
#include <string_view>

namespace eligo {

// Writes JSON text. Numbers are given as text, so that an exact decimal stays what it is; a
// library that holds numbers as doubles would round it.
class JsonWriter {
 public:
  JsonWriter& begin_object();
  JsonWriter& end_object();
  JsonWriter& begin_array();
  JsonWriter& end_array();
  JsonWriter& key(std::string_view name);
  JsonWriter& string(std::string_view text);
  JsonWriter& number(std::string_view decimal);  // a JSON number, as it is to stand there
  JsonWriter& boolean(bool value);
  JsonWriter& null();
  JsonWriter& value(std::string_view json);  // JSON text of any kind, as it is to stand there

  // A member with a string; nothing where the text is empty.
  JsonWriter& member(std::string_view name, std::string_view text);

  const std::string& text() const { return text_; }

 private:
  void before_value();
  std::string text_;
  bool needs_comma_ = false;
};

}  // namespace eligo
