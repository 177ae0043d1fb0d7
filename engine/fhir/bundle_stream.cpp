#include "fhir/bundle_stream.h"

#include <fmt/format.h>

#include <map>
#include <string_view>
#include <utility>

#include "patient/profile_text.h"

namespace eligo {

namespace {

constexpr std::size_t most_key_bytes = std::size_t{1} << 20U;

class BundleReader {
 public:
  BundleReader(JsonScanner& scanner, std::size_t depth, const EntrySink& sink)
      : scanner_(scanner), depth_(depth), sink_(sink) {}

  std::optional<BundleFault> read() {
    read_members();
    if (!fault_) check_type();
    return std::move(fault_);
  }

 private:
  void read_members() {
    scanner_.take_mark();
    JsonToken after = JsonToken::open_object;
    for (int c = scanner_.next();; c = scanner_.next()) {
      if (c == '}' && after == JsonToken::open_object) break;
      if (c != '"') return lose(after, "");
      if (!read_member()) return;
      c = scanner_.next();
      if (c == '}') break;
      after = JsonToken::object_value;
      if (c != ',') return lose(after, "");
      scanner_.take_mark();
    }
    scanner_.take_mark();
  }

  // False where nobody can say how the text goes on.
  bool read_member() {
    const Position place = scanner_.bytes().position();
    const std::optional<JsonPiece> key = scanner_.cut(depth_ + 1);
    if (!key) return keep_error("");
    const std::string& name = *key->value.as_string();
    note_key(name, place);
    if (scanner_.next() != ':') {
      lose(JsonToken::key, "");
      return false;
    }
    scanner_.take_mark();
    const int c = scanner_.next();
    if (!begins_value(c)) {
      lose(JsonToken::key, json_pointer_step(name));
      return false;
    }
    if (name == "entry" && c == '[') return read_entries();
    const std::optional<JsonPiece> value = scanner_.cut(depth_ + 1);
    if (!value) return keep_error(json_pointer_step(name));
    read_value(name, value->value);
    return true;
  }

  void note_key(const std::string& name, Position place) {
    const auto [first, is_new] = keys_.emplace(name, place);
    key_bytes_ += name.size() + sizeof(Position);
    if (!is_new) {
      find("", fmt::format("the key {} stands in this object twice; first in line {}, column {} "
                           "(line {}, column {}); keep one of the two",
                           json_string_literal(name), first->second.line, first->second.column,
                           place.line, place.column));
    }
    if (key_bytes_ <= most_key_bytes) return;
    find("", "the Bundle has more fields than a Bundle can have");
    keys_.clear();
    key_bytes_ = 0;
  }

  void read_value(const std::string& name, const JsonValue& value) {
    if (name == "resourceType") {
      has_type_ = true;
      const std::string* type = value.as_string();
      if (type == nullptr || *type != "Bundle") {
        find("/resourceType", "an object with entries that is no Bundle");
      }
    } else if (name == "entry") {
      find("/entry", fmt::format("\"entry\" is {}, not an array", json_kind_name(value)));
    }
  }

  bool read_entries() {
    scanner_.take_mark();
    JsonToken after = JsonToken::open_array;
    for (std::size_t number = 0;; ++number) {
      int c = scanner_.next();
      if (c == ']' && after == JsonToken::open_array) break;
      const std::string path = "/entry" + json_pointer_step(number);
      if (!begins_value(c)) {
        lose(after, path);
        return false;
      }
      if (!read_entry(number, path)) return false;
      c = scanner_.next();
      if (c == ']') break;
      after = JsonToken::array_value;
      if (c != ',') {
        lose(after, path);
        return false;
      }
      scanner_.take_mark();
    }
    scanner_.take_mark();
    return true;
  }

  bool read_entry(std::size_t number, const std::string& path) {
    const std::optional<JsonPiece> entry = scanner_.cut(depth_ + 2);
    if (!entry) return keep_error(path);
    if (entry->value.as_object() == nullptr) {
      find(path, fmt::format("an entry is an object; this is {}", json_kind_name(entry->value)));
    }
    if (!fault_) fault_ = sink_(*entry, number);
    return true;
  }

  void check_type() {
    if (has_type_) return;
    find("",
         "the object has \"entry\" and no \"resourceType\"; a Bundle has \"resourceType\": "
         "\"Bundle\"");
  }

  void find(const std::string& path, std::string why) {
    if (!fault_) fault_ = BundleFault{path, std::move(why)};
  }

  // The scanner could not use a piece; returns whether it knows how the text goes on.
  bool keep_error(const std::string& path) {
    find(path, reason_text(scanner_.error()));
    return !scanner_.is_lost();
  }

  void lose(JsonToken after, const std::string& path) {
    scanner_.fail_after(after);
    keep_error(path);
  }

  JsonScanner& scanner_;
  std::size_t depth_;
  const EntrySink& sink_;
  std::map<std::string, Position, std::less<>> keys_;
  std::size_t key_bytes_ = 0;
  bool has_type_ = false;
  std::optional<BundleFault> fault_;
};

}  // namespace

std::optional<BundleFault> read_bundle(JsonScanner& scanner, std::size_t depth,
                                       const EntrySink& sink) {
  return BundleReader(scanner, depth, sink).read();
}

bool begins_value(int c) {
  if (c == ByteStream::end) return false;
  const char byte = static_cast<char>(c);
  return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
         std::string_view("\"{[-").find(byte) != std::string_view::npos;
}

}  // namespace eligo
