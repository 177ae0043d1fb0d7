#include "report/text_layout.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "text/unicode.h"

namespace eligo {
namespace {

std::string_view escape_code(Tone tone) {
  switch (tone) {
    case Tone::plain:
      return {};
    case Tone::good:
      return "\x1b[32m";
    case Tone::bad:
      return "\x1b[1;31m";
    case Tone::open:
      return "\x1b[33m";
    case Tone::faint:
      return "\x1b[2m";
    case Tone::strong:
      return "\x1b[1m";
  }
  return {};
}

std::vector<std::string> wrapped(const std::string& text, std::size_t columns) {
  std::vector<std::string> lines;
  std::string line;
  std::size_t begin = 0;
  while (begin < text.size()) {
    std::size_t end = text.find(' ', begin);
    if (end == std::string::npos) end = text.size();
    const std::string word = text.substr(begin, end - begin);
    if (!line.empty() && display_width(line) + 1 + display_width(word) > columns) {
      lines.push_back(std::move(line));
      line.clear();
    }
    if (!line.empty()) line += ' ';
    line += word;
    begin = end + 1;
  }
  if (!line.empty() || lines.empty()) lines.push_back(std::move(line));
  return lines;
}

}  // namespace

std::string counted(std::size_t number, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", number, number == 1 ? one : many);
}

std::string toned(std::string_view text, Tone tone, const TextStyle& style) {
  const std::string safe = escape_controls(text);
  const std::string_view code = style.colour ? escape_code(tone) : std::string_view{};
  if (code.empty()) return safe;
  return std::string(code) + safe + "\x1b[0m";
}

std::string paragraph(std::string_view label, Tone label_tone, std::size_t indent,
                      std::string_view text, const TextStyle& style, Tone text_tone) {
  constexpr std::size_t fewest_columns = 30;
  const std::size_t columns = std::max(fewest_columns, style.width - std::min(style.width, indent));
  const std::size_t label_width = display_width(escape_controls(label));
  std::string result = toned(label, label_tone, style);
  // A label that is too wide for its column still stands apart from the text.
  const std::size_t apart = label.empty() ? 0 : 1;
  result += std::string(label_width < indent ? indent - label_width : apart, ' ');
  bool first = true;
  for (const std::string& line : wrapped(escape_controls(text), columns)) {
    if (!first) result += std::string(indent, ' ');
    result += toned(line, text_tone, style) + "\n";
    first = false;
  }
  return result;
}

}  // namespace eligo
