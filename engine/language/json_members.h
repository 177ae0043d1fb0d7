#pragma once

#include <string>
#include <string_view>

#include "text/json.h"

namespace eligo {

// Builds a JSON object or array as text, so that numbers stay as they are written.
class JsonMembers {
 public:
  void add(std::string_view key, std::string_view json) {
    add_element(json_string_literal(key) + ": " + std::string(json));
  }
  void add_text(std::string_view key, std::string_view text) {
    add(key, json_string_literal(text));
  }
  void add_element(std::string_view json) {
    if (!text_.empty()) text_ += ", ";
    text_ += json;
  }
  bool empty() const { return text_.empty(); }
  std::string object() const { return "{" + text_ + "}"; }
  std::string array() const { return "[" + text_ + "]"; }

 private:
  std::string text_;
};

}  // namespace eligo
