#include "fhir/record_shape.h"

#include <string>

#include "fhir/json_scanner.h"
#include "text/json.h"
#include "text/source_text.h"

namespace eligo {

namespace {

class ShapeReader {
 public:
  explicit ShapeReader(ByteStream& bytes) : bytes_(bytes) {}

  RecordShape shape() {
    const bool is_array = skip_white_space() == '[';
    if (is_array) ++at_;
    if (skip_white_space() != '{') return RecordShape::other;
    const RecordShape object = shape_of_object();
    return is_array && object != RecordShape::other ? RecordShape::array : object;
  }

 private:
  int skip_white_space() {
    int c = bytes_.peek(at_);
    while ((c == ' ' || c == '\t' || c == '\r' || c == '\n') && at_ < JsonScanner::piece_limit) {
      c = bytes_.peek(++at_);
    }
    return c;
  }

  RecordShape shape_of_object() {
    std::size_t depth = 0;
    bool key_is_next = false;
    while (at_ < JsonScanner::piece_limit) {
      const int c = bytes_.peek(at_);
      if (c == ByteStream::end) break;
      if (c == '"') {
        const std::string text = take_string();
        if (key_is_next && text == "resourceType") return shape_by_type();
        if (key_is_next && text == "entry" && has_entries()) return RecordShape::bundle;
        key_is_next = false;
        continue;
      }
      ++at_;
      if (c == '{' || c == '[') ++depth;
      if ((c == '}' || c == ']') && --depth == 0) break;
      if (c == '{' || c == ',') key_is_next = depth == 1;
    }
    return RecordShape::other;
  }

  // A string, unescaped; of a long one nothing.
  std::string take_string() {
    constexpr std::size_t most_kept = 100;
    std::string literal = "\"";
    bool has_escape = false;
    ++at_;
    while (at_ < JsonScanner::piece_limit) {
      const int c = bytes_.peek(at_);
      if (c == ByteStream::end) break;
      ++at_;
      if (literal.size() <= most_kept) literal += static_cast<char>(c);
      if (c == '"') break;
      if (c != '\\' || bytes_.peek(at_) == ByteStream::end) continue;
      has_escape = true;
      if (literal.size() <= most_kept) literal += static_cast<char>(bytes_.peek(at_));
      ++at_;
    }
    if (literal.size() > most_kept || literal.size() < 2) return {};
    if (!has_escape) return literal.substr(1, literal.size() - 2);
    const Result<JsonValue> text = parse_json(SourceText("", literal));
    return text && text->as_string() != nullptr ? *text->as_string() : std::string();
  }

  // By the value of the key "resourceType", which ends here.
  RecordShape shape_by_type() {
    if (skip_white_space() != ':') return RecordShape::resource;
    ++at_;
    if (skip_white_space() != '"') return RecordShape::resource;
    return take_string() == "Bundle" ? RecordShape::bundle : RecordShape::resource;
  }

  // Whether a list of objects is the value of the key that ends here.
  bool has_entries() {
    const std::size_t start = at_;
    bool matches = true;
    for (const char wanted : {':', '[', '{'}) {
      matches = matches && skip_white_space() == wanted;
      ++at_;
    }
    at_ = start;
    return matches;
  }

  ByteStream& bytes_;
  std::size_t at_ = 0;
};

}  // namespace

RecordShape shape_of_record(ByteStream& bytes) {
  return ShapeReader(bytes).shape();
}

}  // namespace eligo
