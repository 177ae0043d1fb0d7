#include "document/field_label.h"

#include <algorithm>

#include "document/list_marker.h"
#include "document/text_part.h"

namespace eligo {

namespace {

std::string_view without(std::string_view text, std::string_view around) {
  const std::size_t begin = text.find_first_not_of(around);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(around) - begin + 1);
}

}  // namespace

std::optional<Field> field_of(std::string_view line) {
  constexpr std::size_t longest_label = 48;
  const std::size_t marker = list_marker_size(line);
  const std::string_view text = without(line.substr(marker), "*_# ");
  const std::size_t colon = text.substr(0, longest_label + 1).find(':');
  Field field;
  field.is_marked = marker > 0;
  if (colon == std::string_view::npos) {
    if (text.size() > longest_label) return std::nullopt;
    field.label = lower_case(without(text, "*_ ?"));
  } else {
    field.label = lower_case(without(text.substr(0, colon), "*_ ?"));
    field.value = without(text.substr(colon + 1), "*_ ");
  }
  if (field.label.empty()) return std::nullopt;
  return field;
}

std::size_t next_filled_line(const ReadableText& lines, std::size_t index) {
  do {
    ++index;
  } while (index < lines.size() && lines[index].words.text.empty());
  return std::min(index, lines.size());
}

}  // namespace eligo
