#include "document/readable_text.h"

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace eligo {

std::uint32_t indentation_of(std::string_view line) {
  constexpr std::uint32_t tab_stop = 8;
  std::uint32_t columns = 0;
  for (const char c : line) {
    if (c == '\t') {
      columns += tab_stop - columns % tab_stop;
    } else if (c == ' ') {
      ++columns;
    } else {
      break;
    }
  }
  return columns;
}

ReadableText readable_lines(const PlainText& decoded) {
  const std::string_view text = decoded.text;
  ReadableText lines;
  std::size_t begin = 0;
  while (begin <= text.size()) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    ReadableLine line;
    line.words = plain_text(decoded, begin, end);
    line.words.is_whole = true;
    if (!line.words.text.empty()) {
      line.indentation = indentation_of(text.substr(begin, end - begin));
    }
    lines.push_back(std::move(line));
    begin = end + 1;
  }
  return lines;
}

}  // namespace eligo
