#include "serve/statement_span.h"

#include <algorithm>

namespace eligo {
namespace {

// Behind the quoted text that opens at `at`.
std::size_t behind_quotes(std::string_view text, std::size_t at) {
  for (++at; at < text.size() && text[at] != '"'; ++at) {
    if (text[at] == '\\') ++at;
  }
  return std::min(at + 1, text.size());
}

}  // namespace

Span statement_span(std::string_view text, std::uint32_t begin) {
  std::size_t at = begin;
  std::size_t depth = 0;
  while (at < text.size()) {
    if (text[at] == '"') {
      at = behind_quotes(text, at);
      continue;
    }
    if (text.substr(at, 2) == "//") {
      at = std::min(text.find('\n', at), text.size());
      continue;
    }
    if (text[at] == '{') ++depth;
    if (text[at] == '}' && depth > 0) --depth;
    const bool ends = depth == 0 && (text[at] == ';' || text[at] == '}');
    ++at;
    if (ends) break;
  }
  return {begin, static_cast<std::uint32_t>(std::min(at, text.size()))};
}

Span statement_span_around(std::string_view text, std::uint32_t inside, std::string_view keyword) {
  const std::size_t found = text.substr(0, inside).rfind(keyword);
  return statement_span(
      text, found == std::string_view::npos ? inside : static_cast<std::uint32_t>(found));
}

}  // namespace eligo
