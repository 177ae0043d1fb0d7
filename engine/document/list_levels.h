#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "document/list_items.h"
#include "document/list_marker.h"

namespace eligo {

// A list that is open at some depth of nesting while its lines are read.
struct ListLevel {
  std::vector<ListItem>* items = nullptr;
  std::uint32_t indentation = 0;  // of its markers
  std::string style;              // of its markers; empty where it has none
  std::uint32_t value = 0;        // of its last marker
};

// What is known of a marker at the beginning of a line.
struct MarkedLine {
  ListMarker marker;
  std::uint32_t indentation = 0;
};

// The open lists, outermost first; decides to which of them a line belongs.
class ListLevels {
 public:
  explicit ListLevels(std::vector<ListItem>& items) : items_(&items) {}

  bool empty() const { return levels_.empty(); }
  void clear() { levels_.clear(); }

  // The last item of the innermost list; there must be one.
  ListItem& last_item() { return levels_.back().items->back(); }

  // Whether the marker is the next of an open list, so that it can be nothing else.
  bool continues(const MarkedLine& line) const;
  // Whether an open list has markers of this style.
  bool has_style(const MarkedLine& line) const;

  // Adds an item with a marker where its marker and indentation put it.
  void add(const MarkedLine& line, ListItem item);

  // The open list whose items' text reaches as far in as `indentation`; nothing where all markers
  // stand further in. Deeper lists are closed.
  bool close_down_to_text_at(std::uint32_t indentation);
  // Adds an item without a marker under the last item, or to the outermost list.
  void add_nested(std::uint32_t indentation, ListItem item);
  void add_outermost(std::uint32_t indentation, ListItem item);
  // Of the markers of the outermost open list; there must be one.
  std::uint32_t outermost_indentation() const { return levels_.front().indentation; }

 private:
  std::optional<std::size_t> level_of(const MarkedLine& line) const;
  bool nests_under(const ListLevel& level, const MarkedLine& line);
  void open(std::vector<ListItem>& items, const MarkedLine& line, ListItem item);
  void append(const MarkedLine& line, ListItem item);
  void nest(const MarkedLine& line, ListItem item);

  std::vector<ListItem>* items_;
  std::vector<ListLevel> levels_;
};

}  // namespace eligo
