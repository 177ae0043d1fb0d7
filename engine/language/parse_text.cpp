#include "language/parse_text.h"

#include <fmt/format.h>

#include <cstdint>
#include <string_view>

#include "language/parse.h"
#include "language/string_literal.h"
#include "text/unicode.h"

namespace eligo::parsing {
namespace {

Span span_at(std::size_t begin, std::size_t length) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + length)};
}

std::string escape_of(char32_t code_point) {
  return fmt::format("\\u{{{:04X}}}", static_cast<std::uint32_t>(code_point));
}

void add_bidirectional(char32_t code_point, Span span, Problems& problems) {
  const std::string escape = escape_of(code_point);
  problems.add(DiagnosticCode::bidi_character, span,
               fmt::format("the character {} changes the direction of the text around it", escape),
               fmt::format("remove it; a quote that must hold it writes {}", escape));
}

void add_control(char32_t code_point, Span span, Problems& problems) {
  const std::string name = code_point == 0 ? std::string("a NUL byte") : escape_of(code_point);
  problems.add(DiagnosticCode::control_character, span,
               fmt::format("the control character {} has no place in a rule file", name),
               "remove it");
}

// A carriage return alone moves a terminal's cursor back: it can hide the text before it.
bool is_lone_carriage_return(std::string_view text, std::size_t i) {
  return text[i] == '\r' && text.substr(i + 1, 1) != "\n";
}

}  // namespace

bool is_readable(const SourceText& source, Problems& problems) {
  const std::string_view text = source.content();
  if (text.size() > largest_rule_text) {
    problems.add(DiagnosticCode::too_large, span_at(0, 0),
                 fmt::format("the file has {} bytes; a rule file has at most {} (2 MiB)",
                             text.size(), largest_rule_text),
                 "split it into a file for each trial");
    return false;
  }
  if (const auto invalid = first_invalid_utf8(text)) {
    problems.add(DiagnosticCode::invalid_utf8, span_at(*invalid, 1),
                 "the text is not UTF-8 from here on", "save the file as UTF-8");
    return false;
  }
  return true;
}

void find_hidden_characters(const SourceText& source, Problems& problems) {
  const std::string_view text = source.content();
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint point = code_point_at(text, i);
    if (is_bidirectional_control(point.value)) {
      add_bidirectional(point.value, span_at(i, point.length), problems);
    } else if (is_control(point.value) || is_lone_carriage_return(text, i)) {
      add_control(point.value, span_at(i, point.length), problems);
    }
    i += point.length;
  }
}

}  // namespace eligo::parsing
