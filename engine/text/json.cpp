#include "text/json.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "text/json_diagnosis.h"
#include "text/unicode.h"

namespace eligo {
namespace {

// Builds the tree from the events of nlohmann's reader. Numbers and places are taken from the text
// itself: the events carry neither. Keeps the open containers on a stack of its own.
class TreeBuilder final : public nlohmann::json::json_sax_t {
 public:
  TreeBuilder(const SourceText& source, std::size_t begin, const JsonLimits& limits)
      : source_(source), limits_(limits), cursor_(begin) {}

  bool null() override { return add({nullptr, next_word(4)}); }
  bool boolean(bool value) override { return add({value, next_word(value ? 4 : 5)}); }
  bool number_integer(number_integer_t) override { return add_number(); }
  bool number_unsigned(number_unsigned_t) override { return add_number(); }
  bool number_float(number_float_t, const string_t&) override { return add_number(); }
  bool string(string_t& value) override {
    const Span span = next_string();
    if (is_too_long(value, span)) return false;
    return add({std::move(value), span});
  }
  bool binary(binary_t&) override { return false; }  // no text holds one

  bool start_object(std::size_t) override { return open(JsonObject{}); }
  bool end_object() override { return close(); }
  bool start_array(std::size_t) override { return open(JsonArray{}); }
  bool end_array() override { return close(); }

  bool key(string_t& name) override {
    const Span span = next_string();
    if (is_too_long(name, span)) return false;
    Frame& frame = frames_.back();
    std::get<JsonObject>(frame.value.data).push_back({std::move(name), JsonValue{}});
    frame.key_spans.push_back(span);
    after_ = JsonToken::key;
    return true;
  }

  bool parse_error(std::size_t, const std::string&, const nlohmann::json::exception&) override {
    error_ = diagnose_json(source_, cursor_, after_, limits_);
    return false;
  }

  // What stood in the way, once an event has returned false.
  std::optional<Diagnostic> take_error() { return std::move(error_); }
  JsonValue take_root() { return std::move(root_); }

 private:
  struct Frame {
    JsonValue value;
    std::vector<Span> key_spans;  // of an object: where each of its keys stands
  };

  // Moves over what may stand between the last token and the next one.
  void skip_to_token() { cursor_ = source_.content().find_first_not_of(" \t\r\n,:", cursor_); }

  Span take_token(std::size_t size) {
    const auto begin = static_cast<std::uint32_t>(cursor_);
    cursor_ += size;
    return {begin, static_cast<std::uint32_t>(cursor_)};
  }

  Span next_string() {
    skip_to_token();
    const std::string_view text = source_.content();
    std::size_t end = cursor_ + 1;
    while (text[end] != '"') end += text[end] == '\\' ? 2U : 1U;
    return take_token(end + 1 - cursor_);
  }

  Span next_word(std::size_t size) {
    skip_to_token();
    return take_token(size);
  }

  bool add_number() {
    skip_to_token();
    const std::string_view text = json_number_at(source_.content(), cursor_);
    const Span span = take_token(text.size());
    error_ = diagnose_json_number(source_, span, limits_);
    if (error_) return false;
    return add({JsonNumber{std::string(text)}, span});
  }

  bool is_too_long(const std::string& text, Span span) {
    if (text.size() <= limits_.string_bytes) return false;
    error_ = make_diagnostic(
        DiagnosticCode::too_large, source_, span,
        fmt::format("a string of {} bytes; the limit is {}", text.size(), limits_.string_bytes));
    return true;
  }

  bool open(std::variant<JsonArray, JsonObject> container) {
    skip_to_token();
    const Span span = take_token(1);
    if (frames_.size() >= limits_.depth) {
      error_ = make_diagnostic(
          DiagnosticCode::nested_too_deep, source_, span,
          fmt::format("arrays and objects are nested deeper than {} levels", limits_.depth));
      return false;
    }
    after_ = std::holds_alternative<JsonArray>(container) ? JsonToken::open_array
                                                          : JsonToken::open_object;
    Frame frame;
    frame.value.span = span;
    std::visit([&](auto& empty) { frame.value.data = std::move(empty); }, container);
    frames_.push_back(std::move(frame));
    return true;
  }

  bool close() {
    skip_to_token();
    const Span span = take_token(1);
    Frame frame = std::move(frames_.back());
    frames_.pop_back();
    if (has_duplicate_key(frame)) return false;
    frame.value.span.end = span.end;
    return add(std::move(frame.value));
  }

  // Hands a finished value to the container it stands in.
  bool add(JsonValue value) {
    if (frames_.empty()) {
      root_ = std::move(value);
      after_ = JsonToken::root;
      return true;
    }
    JsonValue& parent = frames_.back().value;
    if (auto* array = std::get_if<JsonArray>(&parent.data)) {
      array->push_back(std::move(value));
      after_ = JsonToken::array_value;
    } else {
      std::get<JsonObject>(parent.data).back().second = std::move(value);
      after_ = JsonToken::object_value;
    }
    return true;
  }

  // Reports the first key of a finished object that an earlier one already has.
  bool has_duplicate_key(const Frame& frame) {
    const auto* object = frame.value.as_object();
    if (object == nullptr || object->size() < 2) return false;
    std::vector<std::size_t> order(object->size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      const int compared = (*object)[a].first.compare((*object)[b].first);
      return compared != 0 ? compared < 0 : a < b;
    });
    std::optional<std::pair<std::size_t, std::size_t>> duplicate;  // the later, the earlier
    for (std::size_t i = 1; i < order.size(); ++i) {
      if ((*object)[order[i - 1]].first != (*object)[order[i]].first) continue;
      const std::pair found(order[i], order[i - 1]);
      if (!duplicate || found < *duplicate) duplicate = found;
    }
    if (!duplicate) return false;
    const Position first = source_.position(frame.key_spans[duplicate->second].begin);
    error_ = make_diagnostic(
        DiagnosticCode::duplicate_key, source_, frame.key_spans[duplicate->first],
        fmt::format("the key {} stands in this object twice; first in line {}, column {}",
                    json_string_literal((*object)[duplicate->first].first), first.line,
                    first.column),
        "keep one of the two");
    return true;
  }

  const SourceText& source_;
  const JsonLimits& limits_;
  std::size_t cursor_;                    // the end of the last token
  JsonToken after_ = JsonToken::nothing;  // what the last token was
  std::vector<Frame> frames_;
  JsonValue root_;
  std::optional<Diagnostic> error_;
};

}  // namespace

const JsonValue* JsonValue::member(std::string_view key) const {
  const JsonObject* object = as_object();
  if (object == nullptr) return nullptr;
  const auto found = std::find_if(object->begin(), object->end(),
                                  [&](const auto& entry) { return entry.first == key; });
  return found == object->end() ? nullptr : &found->second;
}

std::string_view json_kind_name(const JsonValue& value) {
  struct Namer {
    std::string_view operator()(std::nullptr_t) const { return "null"; }
    std::string_view operator()(bool) const { return "a truth value"; }
    std::string_view operator()(const JsonNumber&) const { return "a number"; }
    std::string_view operator()(const std::string&) const { return "a string"; }
    std::string_view operator()(const JsonArray&) const { return "an array"; }
    std::string_view operator()(const JsonObject&) const { return "an object"; }
  };
  return std::visit(Namer{}, value.data);
}

Result<JsonValue> parse_json(const SourceText& source, const JsonLimits& limits) {
  if (auto error = diagnose_json_bytes(source, limits)) {
    return Result<JsonValue>::failure(std::move(*error));
  }
  const std::size_t begin = byte_order_mark_size(source.content());
  const std::string_view text = source.content().substr(begin);
  TreeBuilder builder(source, begin, limits);
  const bool parsed = nlohmann::json::sax_parse(text.begin(), text.end(), &builder,
                                                nlohmann::json::input_format_t::json,
                                                /*strict=*/true, /*ignore_comments=*/false);
  if (auto error = builder.take_error()) return Result<JsonValue>::failure(std::move(*error));
  if (!parsed) {
    return Result<JsonValue>::failure(
        make_diagnostic(DiagnosticCode::invalid_json, source.name(), "the text is not JSON"));
  }
  return Result<JsonValue>::success(builder.take_root());
}

std::string json_pointer_step(std::string_view key) {
  std::string step = "/";
  for (const char c : key) {
    if (c == '~') {
      step += "~0";
    } else if (c == '/') {
      step += "~1";
    } else {
      step += c;
    }
  }
  return step;
}

std::string json_pointer_step(std::size_t index) {
  return fmt::format("/{}", index);
}

void append_json_string(std::string_view text, std::string& to) {
  const auto is_special = [](char c) {
    return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20U;
  };
  to += '"';
  while (!text.empty()) {
    const auto special = std::find_if(text.begin(), text.end(), is_special);
    const auto plain = static_cast<std::size_t>(special - text.begin());
    to += text.substr(0, plain);
    text.remove_prefix(plain);
    if (text.empty()) break;
    switch (const char c = text.front()) {
      case '"':
        to += "\\\"";
        break;
      case '\\':
        to += "\\\\";
        break;
      case '\n':
        to += "\\n";
        break;
      case '\r':
        to += "\\r";
        break;
      case '\t':
        to += "\\t";
        break;
      default:
        to += fmt::format("\\u{:04x}", static_cast<unsigned char>(c));
    }
    text.remove_prefix(1);
  }
  to += '"';
}

std::string json_string_literal(std::string_view text) {
  std::string literal;
  append_json_string(text, literal);
  return literal;
}

}  // namespace eligo
