#include "text/excerpt.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

#include "text/unicode.h"

namespace eligo {
namespace {

// A line of megabytes would drown the message.
constexpr std::size_t shown_columns = 160;
constexpr std::size_t shown_before = 60;  // columns before the place, where a line is cut

// A code point has at most four bytes, also in a text that is not UTF-8.
std::size_t next_code_point(std::string_view text, std::size_t offset) {
  const auto is_continuation = [](char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
  };
  const std::size_t begin = offset++;
  while (offset < text.size() && offset - begin < 4 && is_continuation(text[offset])) ++offset;
  return offset;
}

// One code point of a line as it is shown.
struct Cell {
  std::string text;
  std::size_t width;
};

std::vector<Cell> cells_of(std::string_view line) {
  std::vector<Cell> cells;
  for (std::size_t i = 0; i < line.size();) {
    const std::size_t next = next_code_point(line, i);
    const std::string_view point = line.substr(i, next - i);
    std::string shown = point == "\t" ? " " : escape_controls(point);
    const std::size_t width = display_width(shown);
    cells.push_back({std::move(shown), width});
    i = next;
  }
  return cells;
}

std::size_t width_of(const std::vector<Cell>& cells, std::size_t begin, std::size_t end) {
  std::size_t width = 0;
  for (std::size_t i = begin; i < end; ++i) width += cells[i].width;
  return width;
}

// The part of `cells` to show around [mark_begin, mark_end), at most `shown_columns` wide.
std::pair<std::size_t, std::size_t> window(const std::vector<Cell>& cells, std::size_t mark) {
  if (width_of(cells, 0, cells.size()) <= shown_columns) return {0, cells.size()};
  std::size_t begin = mark;
  std::size_t width = 0;
  while (begin > 0 && width + cells[begin - 1].width <= shown_before) {
    width += cells[--begin].width;
  }
  std::size_t end = mark;
  while (end < cells.size() && width + cells[end].width <= shown_columns) {
    width += cells[end++].width;
  }
  while (begin > 0 && width + cells[begin - 1].width <= shown_columns) {
    width += cells[--begin].width;
  }
  return {begin, end};
}

}  // namespace

std::string excerpt_of(const Place& place) {
  const std::vector<Cell> cells = cells_of(place.line_text);
  const std::size_t into_text =
      place.position.column > place.text_column ? place.position.column - place.text_column : 0;
  const std::size_t mark = std::min(into_text, cells.size());
  const auto [begin, end] = window(cells, mark);
  const std::size_t mark_end = std::clamp<std::size_t>(mark + place.length, mark, end);

  std::string line;
  if (begin > 0 || place.text_column > 1) line += "…";
  const std::size_t indent = display_width(line) + width_of(cells, begin, mark);
  for (std::size_t i = begin; i < end; ++i) line += cells[i].text;
  if (end < cells.size() || place.cut_after) line += "…";

  const std::size_t underlined = std::max<std::size_t>(width_of(cells, mark, mark_end), 1);
  return fmt::format("{}\n{}^{}\n", line, std::string(indent, ' '),
                     std::string(underlined - 1, '~'));
}

}  // namespace eligo
