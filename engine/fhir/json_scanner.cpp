#include "fhir/json_scanner.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include "fhir/resource.h"

namespace eligo {

namespace {

constexpr std::size_t explained_bytes = 4096;

bool ends_word(int c) {
  return c == ByteStream::end || c <= ' ' ||
         std::string_view(",:[]{}\"").find(static_cast<char>(c)) != std::string_view::npos;
}

// The place of the first of two equal keys is told as one in the piece, which says nothing.
void drop_first_place(std::string& message) {
  message.resize(std::min(message.rfind("; first in line"), message.size()));
}

}  // namespace

int JsonScanner::next() {
  bytes_.take_white_space();
  return bytes_.peek();
}

void JsonScanner::take_mark() {
  mark_ = bytes_.peek();
  mark_position_ = bytes_.position();
  bytes_.take(1);
}

// From the opening quote at `from` to behind the closing one.
JsonScanner::Measured JsonScanner::measure_string(std::size_t from) {
  for (std::size_t size = from + 1; size <= piece_limit; ++size) {
    const int c = bytes_.peek(size);
    if (c == '"') return {size + 1, Extent::whole};
    if (c == ByteStream::end) return {size, Extent::broken};
    if (c == '\n') return {size + 1, Extent::broken};
    if (c != '\\') continue;
    ++size;
    if (bytes_.peek(size) == ByteStream::end) return {size, Extent::broken};
  }
  return {piece_limit, Extent::too_large};
}

JsonScanner::Measured JsonScanner::measure_word() {
  std::size_t size = 0;
  while (size <= piece_limit && !ends_word(bytes_.peek(size))) ++size;
  return {size, size > piece_limit ? Extent::too_large : Extent::whole};
}

// How long the value is that begins here. Keeps the open brackets on a stack of its own.
JsonScanner::Measured JsonScanner::measure(std::size_t depth) {
  const int first = bytes_.peek();
  if (first == '"') return measure_string(0);
  if (first != '{' && first != '[') return measure_word();
  const std::size_t depth_limit = JsonLimits{}.depth;
  std::string closing;  // what must close the open brackets, the innermost last
  for (std::size_t size = 0; size < piece_limit;) {
    const int c = bytes_.peek(size);
    if (c == ByteStream::end) return {size, Extent::broken};
    if (c == '"') {
      const Measured string = measure_string(size);
      if (string.extent != Extent::whole) return string;
      size = string.size;
      continue;
    }
    ++size;
    if (c == '{' || c == '[') {
      closing += c == '{' ? '}' : ']';
      if (depth + closing.size() > depth_limit) return {size, Extent::too_deep};
    } else if (c == '}' || c == ']') {
      if (c != closing.back()) return {size, Extent::broken};
      closing.pop_back();
      if (closing.empty()) return {size, Extent::whole};
    }
  }
  return {piece_limit, Extent::too_large};
}

std::optional<JsonPiece> JsonScanner::cut(std::size_t depth) {
  const Position begin = bytes_.position();
  const Measured measured = measure(depth);
  if (measured.extent == Extent::too_large) {
    is_lost_ = true;
    error_ = make_diagnostic(DiagnosticCode::too_large, SourceText(name_, ""), {},
                             fmt::format("a value of over {} MiB", piece_limit >> 20U));
    error_.place->position = begin;
    return std::nullopt;
  }
  const bool is_whole = measured.extent == Extent::whole && measured.size > 0;
  // A broken piece is explained by what stands around its end.
  if (!is_whole) bytes_.peek(measured.size + 1);
  JsonPiece piece{SourceText(name_, std::string(bytes_.shown(measured.size))), begin, {}};
  if (measured.extent == Extent::too_deep) {
    is_lost_ = true;
    const auto end = static_cast<std::uint32_t>(measured.size);
    error_ = make_diagnostic(
        DiagnosticCode::nested_too_deep, piece.text, {end - 1, end},
        fmt::format("arrays and objects are nested deeper than {} levels", JsonLimits{}.depth));
    error_.place = place_in_file(piece.text, begin, {end - 1, end});
    return std::nullopt;
  }
  bytes_.take(measured.size);
  Result<JsonValue> value = parse_json(piece.text);
  is_lost_ = is_lost_ || !is_whole;
  if (!value || !is_whole) {
    error_ = value.diagnostics.empty()
                 ? make_diagnostic(DiagnosticCode::invalid_json, name_, "the text is not JSON")
                 : value.diagnostics.front();
    if (error_.place) move_place(*error_.place, begin);
    if (error_.code == DiagnosticCode::duplicate_key) drop_first_place(error_.message);
    return std::nullopt;
  }
  piece.value = std::move(*value.value);
  return piece;
}

void JsonScanner::fail_after(JsonToken after) {
  is_lost_ = true;
  const Position here = bytes_.position();
  // The mark is shown again in front of what follows: it is part of what is explained.
  const bool has_mark = after == JsonToken::key ? mark_ == ':' : mark_ == ',';
  const bool shows_mark = has_mark && (after == JsonToken::key || after == JsonToken::array_value ||
                                       after == JsonToken::object_value);
  std::size_t size = 0;
  while (size < explained_bytes && bytes_.peek(size) != ByteStream::end) ++size;
  while (size < explained_bytes + 4 && (bytes_.peek(size) & 0xC0) == 0x80 &&
         bytes_.peek(size) != ByteStream::end) {
    ++size;
  }
  std::string shown(bytes_.shown(size));
  if (shows_mark) shown.insert(0, 1, static_cast<char>(mark_));
  const SourceText text(name_, std::move(shown));
  const JsonLimits limits;
  std::optional<Diagnostic> error;
  if (!text.content().empty()) error = diagnose_json_bytes(text, limits);
  if (!error) error = diagnose_json(text, 0, after, limits);
  if (error->place) {
    Position& position = error->place->position;
    const bool is_mark = shows_mark && position == Position{1, 1};
    if (is_mark) {
      position = mark_position_;
    } else {
      if (position.line == 1) position.column += here.column - 1 - (shows_mark ? 1 : 0);
      position.line += here.line - 1;
    }
  }
  error_ = std::move(*error);
}

}  // namespace eligo
