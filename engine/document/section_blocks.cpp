#include "document/section_blocks.h"

#include <array>

#include "document/list_marker.h"

namespace eligo {

namespace {

// What is known of a line before the section is divided.
struct ScannedLine {
  TextPart part;
  std::size_t marker_size = 0;
  bool is_marked = false;
  std::optional<CriteriaHeading> heading;  // behind the marker
};

bool may_hold_heading(const ScannedLine& line, const ScannedLine* before) {
  if (line.is_marked) return true;
  if (before == nullptr || before->heading || line.part.after_blank) return true;
  // A line that goes on from the one before it is no heading: "… who meet the / inclusion
  // criteria:"
  const std::string_view text = line.part.text();
  if (begins_in_lower_case(text)) return false;
  if (line.heading->names_list || is_closed(before->part.text())) return true;
  // "Not eligible:" right behind an item, no further in than it.
  return line.heading->list && line.heading->size == text.size() &&
         line.part.line->indentation <= before->part.line->indentation &&
         (line.heading->has_colon || text.find(' ') != std::string_view::npos);
}

// "Patients are excluded if:" among the text of an item, with a list that stands no less far in.
bool leads_within_item(const ScannedLine& line, std::optional<std::uint32_t> item_indentation,
                       const ReadableLine* next) {
  if (line.is_marked || line.heading->names_list || !item_indentation) return false;
  const std::uint32_t indentation = line.part.line->indentation;
  return indentation > *item_indentation && next != nullptr && next->indentation >= indentation;
}

const ReadableLine* next_filled(const ReadableText& section, const ReadableLine& line) {
  const ReadableLine* const end = section.data() + section.size();
  for (const ReadableLine* next = &line + 1; next != end; ++next) {
    if (!next->words.text.empty()) return next;
  }
  return nullptr;
}

// "- INCLUSION CRITERIA:" is a heading; an item that merely begins like one is an item.
bool is_marked_heading(const ScannedLine& line) {
  const std::string_view text = line.part.text();
  return line.heading->names_list && line.heading->group.empty() &&
         line.marker_size + line.heading->size == text.size();
}

std::vector<ScannedLine> scan(const ReadableText& section) {
  std::vector<ScannedLine> lines;
  bool after_blank = true;
  bool after_break = false;
  std::optional<std::uint32_t> item_indentation;  // of the last item's marker
  for (const ReadableLine& line : section) {
    if (line.words.text.empty()) {
      after_blank = true;
      after_break = after_break || line.is_break;
      continue;
    }
    ScannedLine scanned;
    scanned.part = {&line, 0, line.words.text.size(), after_blank, after_break, true};
    scanned.marker_size = list_marker_size(line.words.text);
    scanned.is_marked = scanned.marker_size > 0 || line.is_list_item;
    scanned.heading = criteria_heading(scanned.part.text().substr(scanned.marker_size));
    if (scanned.heading) {
      const bool stands = may_hold_heading(scanned, lines.empty() ? nullptr : &lines.back()) &&
                          (!scanned.is_marked || is_marked_heading(scanned)) &&
                          !leads_within_item(scanned, item_indentation, next_filled(section, line));
      if (!stands) scanned.heading.reset();
    }
    if (scanned.heading) {
      item_indentation.reset();
    } else if (scanned.is_marked) {
      item_indentation = line.indentation;
    }
    after_blank = false;
    after_break = false;
    lines.push_back(std::move(scanned));
  }
  return lines;
}

// The lists that have a heading at the beginning of an unmarked line.
struct HeadedLists {
  bool inclusion = false;
  bool exclusion = false;
  bool has(CriteriaList list) const {
    return list == CriteriaList::inclusion ? inclusion : exclusion;
  }
};

HeadedLists headed_lists(const std::vector<ScannedLine>& lines) {
  HeadedLists lists;
  for (const ScannedLine& line : lines) {
    if (!line.heading || line.is_marked) continue;
    lists.inclusion = lists.inclusion || line.heading->list == CriteriaList::inclusion;
    lists.exclusion = lists.exclusion || line.heading->list == CriteriaList::exclusion;
  }
  return lists;
}

class Divider {
 public:
  explicit Divider(HeadedLists headed) : headed_(headed) { blocks_.emplace_back(); }

  void take(const ScannedLine& line) {
    TextPart rest = line.part;
    if (line.heading && stands(line)) {
      rest = begin_block(rest, line.marker_size, *line.heading);
      while (const auto next = criteria_heading(rest.text())) {
        if (!next->names_list || !next->list) break;
        rest = begin_block(rest, 0, *next);
      }
    }
    std::size_t from = 0;
    while (const auto inner = heading_inside(rest.text(), from)) {
      from = inner->begin + inner->heading.size;
      if (line.is_marked && headed_.has(*inner->heading.list)) continue;
      add(rest.between(0, inner->begin));
      rest = begin_block(rest.between(inner->begin, rest.text().size()), 0, inner->heading);
      from = 0;
    }
    add(rest);
  }

  std::vector<SectionBlock> blocks() && { return std::move(blocks_); }

 private:
  // A marked heading without a colon counts only where the list has no plainer one.
  bool stands(const ScannedLine& line) const {
    if (!line.is_marked || line.heading->has_colon || !line.heading->list) return true;
    return !headed_.has(*line.heading->list);
  }

  // Begins a block and returns what follows the heading on its line.
  TextPart begin_block(const TextPart& part, std::size_t marker_size,
                       const CriteriaHeading& heading) {
    const std::size_t size = marker_size + heading.size;
    TextPart rest = part.between(size, part.text().size());
    rest.after_blank = true;
    rest.begins_line = false;
    take_group();
    SectionBlock block;
    block.list = heading.list;
    block.group = heading.group.empty() ? group_ : heading.group;
    block.covers_both = heading.covers_both;
    block.heading.push_back(part.between(0, size));
    blocks_.push_back(std::move(block));
    return rest;
  }

  // "Donors", on a line of its own before "Inclusion Criteria", is over both lists that follow.
  void take_group() {
    constexpr std::size_t longest = 80;
    TextParts& parts = blocks_.back().parts;
    if (parts.empty()) return;
    const TextPart& last = parts.back();
    const std::string_view text = last.text();
    const bool stands_alone = last.begins_line && (last.after_blank || text.ends_with(':'));
    if (!stands_alone || text.size() > longest || text.ends_with('.') || text.ends_with(';'))
      return;
    if (list_marker_size(text) > 0 || last.line->is_list_item || !names_patient_group(text)) return;
    group_ = text.substr(0, text.size() - (text.ends_with(':') ? 1 : 0));
    parts.pop_back();
  }

  void add(TextPart part) {
    if (part.text().empty()) return;
    TextParts& parts = blocks_.back().parts;
    if (parts.empty()) part.after_blank = true;
    parts.push_back(part);
  }

  HeadedLists headed_;
  std::vector<SectionBlock> blocks_;
  std::string group_;  // of the patients that the lists from here on are about
};

}  // namespace

std::vector<SectionBlock> section_blocks(const ReadableText& section) {
  const std::vector<ScannedLine> lines = scan(section);
  Divider divider(headed_lists(lines));
  for (const ScannedLine& line : lines) divider.take(line);
  return std::move(divider).blocks();
}

}  // namespace eligo
