#include "document/quote_reading.h"

#include <utility>

#include "document/json_string_text.h"
#include "document/markup_text.h"

namespace eligo {

namespace {

PlainText reading_of(std::string_view content, DocumentFormat format, std::uint32_t begin,
                     std::size_t enough) {
  switch (format) {
    case DocumentFormat::xml:
      return plain_text(markup_text(content, MarkupLanguage::xml, begin, enough));
    case DocumentFormat::html:
      return plain_text(markup_text(content, MarkupLanguage::html, begin, enough));
    case DocumentFormat::json:
    case DocumentFormat::text:
      break;
  }
  return plain_text(content.substr(begin), begin, enough);
}

// The string literal that the byte `at` stands in. None goes over a line end.
std::optional<Span> json_string_around(std::string_view content, std::uint32_t line_start,
                                       std::uint32_t at) {
  auto literal = next_json_string(content, line_start);
  while (literal && literal->end <= at) literal = next_json_string(content, literal->end);
  const bool holds_it = literal && literal->begin < at && at + 1 < literal->end;
  return holds_it ? literal : std::nullopt;
}

}  // namespace

PlainText reading_from_line(const Document& document, DocumentFormat format, std::uint32_t line,
                            std::size_t enough) {
  return reading_of(document.text.content(), format, document.text.line_start(line), enough);
}

PlainText reading_around(const Document& document, DocumentFormat format, std::uint32_t at,
                         std::size_t enough) {
  const std::string_view content = document.text.content();
  const std::uint32_t line_start = document.text.line_start(document.text.position(at).line);
  if (format == DocumentFormat::json) {
    const auto literal = json_string_around(content, line_start, at);
    if (literal) return plain_text(json_string_text(content, *literal));
  }
  return reading_of(content, format, line_start, at - line_start + enough);
}

std::vector<PlainText> readings(const Document& document, DocumentFormat format) {
  const std::string_view content = document.text.content();
  std::vector<PlainText> result;
  if (format != DocumentFormat::json) {
    result.push_back(reading_of(content, format, 0, std::string_view::npos));
    return result;
  }
  for (auto literal = next_json_string(content, 0); literal;
       literal = next_json_string(content, literal->end)) {
    result.push_back(plain_text(json_string_text(content, *literal)));
  }
  return result;
}

}  // namespace eligo
