#include "document/list_levels.h"

#include <utility>

namespace eligo {

namespace {

constexpr std::size_t most_levels = 12;
constexpr std::uint32_t slack = 1;           // columns by which markers of one list may differ
constexpr std::uint32_t counting_slack = 4;  // where the numbers show that they are of one list

std::uint32_t difference(std::uint32_t a, std::uint32_t b) {
  return a > b ? a - b : b - a;
}

// Whether the marker counts on from the last one of the list.
bool is_next(const ListLevel& level, const ListMarker& marker) {
  if (marker.kind == ListMarker::Kind::bullet || level.style != marker.style) return false;
  const std::uint32_t next = level.value + 1;
  return marker.value == next || (marker.roman != 0 && marker.roman == next);
}

std::uint32_t first_value(const ListMarker& marker) {
  if (marker.kind == ListMarker::Kind::letter && marker.roman == 1) return 1;
  return marker.value != 0 ? marker.value : marker.roman;
}

// What a marker counts in a list whose last one counted `last`: "c." is 3, and after "iv." 5 is
// "v.".
std::uint32_t value_after(std::uint32_t last, const ListMarker& marker) {
  const bool is_roman = marker.roman == last + 1 && marker.value != last + 1;
  return is_roman ? marker.roman : first_value(marker);
}

// How many numbers "1.2." has.
std::size_t depth_of(const std::string& style) {
  std::size_t depth = 0;
  for (const char c : style) depth += c == '1' ? 1U : 0U;
  return depth;
}

bool has_lead_in(const ListItem& item) {
  return !item.parts.empty() && item.parts.back().text().ends_with(':');
}

}  // namespace

bool ListLevels::continues(const MarkedLine& line) const {
  for (const ListLevel& level : levels_) {
    if (is_next(level, line.marker)) return true;
  }
  return false;
}

bool ListLevels::has_style(const MarkedLine& line) const {
  for (const ListLevel& level : levels_) {
    if (level.style == line.marker.style) return true;
  }
  return false;
}

std::optional<std::size_t> ListLevels::level_of(const MarkedLine& line) const {
  for (const std::uint32_t allowed : {slack, counting_slack}) {
    for (std::size_t i = levels_.size(); i-- > 0;) {
      const bool is_near = difference(levels_[i].indentation, line.indentation) <= allowed;
      if (is_near && is_next(levels_[i], line.marker)) return i;
    }
  }
  for (std::size_t i = levels_.size(); i-- > 0;) {
    const bool is_near = difference(levels_[i].indentation, line.indentation) <= slack;
    if (is_near && levels_[i].style == line.marker.style) return i;
  }
  return std::nullopt;
}

void ListLevels::append(const MarkedLine& line, ListItem item) {
  ListLevel& level = levels_.back();
  level.value = value_after(level.value, line.marker);
  if (level.style.empty()) level.style = line.marker.style;
  level.items->push_back(std::move(item));
}

void ListLevels::open(std::vector<ListItem>& items, const MarkedLine& line, ListItem item) {
  items.push_back(std::move(item));
  levels_.push_back({&items, line.indentation, line.marker.style, first_value(line.marker)});
}

void ListLevels::nest(const MarkedLine& line, ListItem item) {
  if (levels_.size() >= most_levels) {
    append(line, std::move(item));
    return;
  }
  std::vector<ListItem>& nested = last_item().nested;
  open(nested, line, std::move(item));
}

// Whether a line whose marker is none of `level`, the innermost that is left, begins a list under
// its last item.
bool ListLevels::nests_under(const ListLevel& level, const MarkedLine& line) {
  const std::size_t depth = depth_of(line.marker.style);
  const std::size_t level_depth = depth_of(level.style);
  if (depth > 0 && depth < level_depth) return false;
  if (line.indentation > level.indentation + slack || has_lead_in(last_item())) return true;
  if (level.style.empty()) return false;
  const bool is_bullet_list =
      level_depth == 0 && level.style.find_first_of("aA") == level.style.npos;
  if (line.marker.kind == ListMarker::Kind::bullet) return !is_bullet_list;
  return first_value(line.marker) == 1 || (depth > level_depth && !is_bullet_list);
}

void ListLevels::add(const MarkedLine& line, ListItem item) {
  if (const auto level = level_of(line)) {
    levels_.resize(*level + 1);
    append(line, std::move(item));
    return;
  }
  while (!levels_.empty() && levels_.back().indentation > line.indentation + slack) {
    levels_.pop_back();
  }
  if (levels_.empty()) {
    open(*items_, line, std::move(item));
    return;
  }
  if (nests_under(levels_.back(), line)) {
    nest(line, std::move(item));
  } else {
    append(line, std::move(item));
  }
}

bool ListLevels::close_down_to_text_at(std::uint32_t indentation) {
  std::size_t kept = levels_.size();
  while (kept > 0 && levels_[kept - 1].indentation >= indentation) --kept;
  if (kept == 0) return false;
  levels_.resize(kept);
  return true;
}

void ListLevels::add_nested(std::uint32_t indentation, ListItem item) {
  nest({{}, indentation}, std::move(item));
}

void ListLevels::add_outermost(std::uint32_t indentation, ListItem item) {
  levels_.clear();
  open(*items_, {{}, indentation}, std::move(item));
}

}  // namespace eligo
