#include "document/list_items.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "document/criteria_heading.h"
#include "document/list_levels.h"
#include "document/list_marker.h"
#include "document/number_words.h"
#include "document/quoted_words.h"
#include "document/run_on_list.h"
#include "text/unicode.h"

namespace eligo {

namespace {

using Kind = ListMarker::Kind;

// What "the following" and its like show: a sentence that leads into a list, no group's name.
constexpr auto lead_in_words = std::to_array<std::string_view>(
    {"following", "must",     "have", "has",    "should", "will",  "are",
     "is",        "any",      "all",  "either", "one",    "least", "defined",
     "including", "received", "meet", "meets",  "or",     "both",  "of:"});

template <typename Table>
bool holds(const Table& table, std::string_view word) {
  return std::find(table.begin(), table.end(), word) != table.end();
}

std::size_t word_count(std::string_view text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), ' ')) + 1;
}

bool leads_in(std::string_view text) {
  const std::string lower = lower_case(text);
  std::string_view rest = lower;
  while (!rest.empty()) {
    const std::string_view word = first_word(rest);
    std::string_view bare = word;
    if (bare.ends_with(':')) bare.remove_suffix(1);
    if (holds(lead_in_words, bare) || holds(lead_in_words, word)) return true;
    rest.remove_prefix(std::min(word.size() + 1, rest.size()));
  }
  return false;
}

std::string_view without_colon(std::string_view text) {
  while (text.ends_with(':') || text.ends_with(' ') || text.ends_with('*')) text.remove_suffix(1);
  while (text.starts_with('*') || text.starts_with('#') || text.starts_with(' ')) {
    text.remove_prefix(1);
  }
  return text;
}

// A number or bullet right behind an item's bullet, as in "* 7. Age": only where it clearly is one.
std::optional<ListMarker> marker_behind_bullet(std::string_view text) {
  constexpr std::uint32_t largest = 99;
  const auto marker = list_marker(text);
  if (!marker || marker->size == 0 || marker->size >= text.size()) return std::nullopt;
  if (text[marker->size - 1] != ' ') return std::nullopt;
  const bool is_number = marker->kind == Kind::number && marker->value <= largest &&
                         holds(std::to_array<std::string_view>({"1.", "1)", "(1)"}), marker->style);
  const bool is_bullet = holds(std::to_array<std::string_view>({"•", "-", "*"}), marker->style);
  const std::string_view rest = text.substr(marker->size);
  const bool is_plain = list_marker_size(rest) == 0 && rest.find_first_of("-*") != 0 &&
                        !rest.starts_with("•") && !rest.starts_with("·") && !rest.starts_with("–");
  return (is_number || is_bullet) && is_plain ? marker : std::nullopt;
}

class ItemReader {
 public:
  ItemReader(const Document& document, const TextParts& parts, const std::string& group)
      : document_(document),
        parts_(split_run_on_lines(parts)),
        outer_group_(group),
        group_(group),
        levels_(result_.items) {}

  ListItems read() {
    for (const TextPart& part : parts_) markers_.push_back(marker_of(part));
    mark_long_numbers();
    measure();
    const bool is_marked = std::any_of(markers_.begin(), markers_.end(),
                                       [](const auto& marker) { return marker.has_value(); });
    if (is_marked) {
      for (index_ = 0; index_ < parts_.size(); ++index_) read_line();
    } else {
      read_unmarked_list();
    }
    return std::move(result_);
  }

 private:
  static std::optional<ListMarker> marker_of(const TextPart& part) {
    auto marker = list_marker(part.text());
    if (!part.line->is_list_item || !part.begins_line) return marker;
    // The document's own markup says that an item begins; a number in its text only counts it.
    ListMarker item;
    item.style = "item";
    if (marker && marker->kind == Kind::bullet) item.size = marker->size;
    return item;
  }

  // The items behind number 999.
  void mark_long_numbers() {
    std::optional<ListMarker> last;
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      if (!markers_[i] && last) markers_[i] = marker_after(*last, parts_[i].text());
      if (markers_[i] && markers_[i]->kind == Kind::number) last = markers_[i];
    }
  }

  void measure() {
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      widest_ = std::max(widest_, width(parts_[i]));
      if (i == 0 || !parts_[i].after_blank) continue;
      has_blanks_ = true;
      if (markers_[i]) blanks_divide_items_ = true;
    }
  }

  static std::size_t width(const TextPart& part) {
    return part.line->indentation + code_point_count(part.text());
  }

  // Lines that are all shorter were not broken because they were full.
  static constexpr std::size_t narrowest_wrapped = 50;

  // Whether a line may have been broken before this one because it was full.
  bool may_be_wrapped() const {
    if (index_ == 0 || parts_[index_].after_blank || widest_ < narrowest_wrapped) return false;
    const std::size_t needed =
        width(parts_[index_ - 1]) + 1 + first_word(parts_[index_].text()).size();
    return 100 * needed > 85 * widest_;
  }

  const TextPart& part() const { return parts_[index_]; }
  std::string_view text() const { return parts_[index_].text(); }
  bool follows_closed() const { return index_ == 0 || is_closed(parts_[index_ - 1].text()); }

  std::uint32_t line_number() const { return line_of(document_, part()); }

  template <typename... Arguments>
  void note(fmt::format_string<Arguments...> format, Arguments&&... arguments) {
    result_.notes.push_back(fmt::format(format, std::forward<Arguments>(arguments)...));
  }

  void read_line() {
    const auto& marker = markers_[index_];
    if (marker && !is_part_of_sentence(*marker)) {
      read_marked_line(*marker);
    } else {
      read_unmarked_line();
    }
  }

  // A line that begins like an item and goes on from the line before: "of grade / 1. Then".
  bool is_part_of_sentence(const ListMarker& marker) const {
    if (levels_.empty() || part().after_blank || !part().begins_line) return false;
    if (part().line->is_list_item || follows_closed()) return false;
    const MarkedLine line{marker, part().line->indentation};
    const std::string_view rest = text().substr(marker.size);
    const bool begins_with_digit = !rest.empty() && rest.front() >= '0' && rest.front() <= '9';
    if (marker.kind == Kind::bullet) {
      return begins_with_digit && marker.style != "*" && !levels_.has_style(line);
    }
    if (levels_.continues(line)) return false;
    if (takes_number(parts_[index_ - 1].text())) return true;
    const bool begins_list = marker.value == 1 || marker.roman == 1;
    return !begins_list && may_be_wrapped();
  }

  void read_marked_line(const ListMarker& marker) {
    if (is_marked_group(marker)) {
      begin_group(part().without_first(marker.size).text());
      return;
    }
    ListItem item;
    item.group = group_;
    item.is_marked = true;
    if (marker.kind == Kind::number) item.number = marker.value;
    TextPart body = part().without_first(marker.size);
    if (marker.kind == Kind::bullet) {
      if (const auto second = marker_behind_bullet(body.text())) {
        if (second->kind == Kind::number) item.number = second->value;
        body = body.without_first(second->size);
      }
    }
    if (!body.text().empty()) item.parts.push_back(body);
    levels_.add({marker, part().line->indentation}, std::move(item));
  }

  // "* Healthy Volunteers:" before bullets that stand no deeper.
  bool is_marked_group(const ListMarker& marker) const {
    if (!text().ends_with(':') || index_ + 1 >= parts_.size()) return false;
    const auto& next = markers_[index_ + 1];
    if (!next || next->style != marker.style) return false;
    if (parts_[index_ + 1].line->indentation > part().line->indentation) return false;
    return is_group_name(text().substr(marker.size));
  }

  static bool is_group_name(std::string_view heading) {
    constexpr std::size_t most_words = 9;
    return word_count(heading) <= most_words && names_patient_group(heading) && !leads_in(heading);
  }

  void begin_group(std::string_view heading) {
    const std::string name(without_colon(heading));
    group_ = outer_group_.empty() ? name : outer_group_ + ", " + name;
    levels_.clear();
  }

  void read_unmarked_line() {
    if (is_continuation()) {
      continue_item();
    } else if (is_group_heading()) {
      begin_group(text());
    } else {
      ListItem item;
      item.parts.push_back(part());
      item.group = group_;
      item.is_stray = true;
      levels_.add_outermost(part().line->indentation, std::move(item));
    }
  }

  bool is_continuation() const {
    if (levels_.empty() || part().after_break) return false;
    if (reaches_into_item()) return true;
    if (part().after_blank) return false;
    if (begins_in_lower_case(text()) || markers_[index_]) return true;
    if (takes_number(parts_[index_ - 1].text())) return true;
    if (blanks_divide_items_) return !is_short_heading();
    if (widest_ >= narrowest_wrapped) return may_be_wrapped();
    return !follows_closed() && !is_short_heading() && !text().ends_with(':');
  }

  // Whether the line stands as far in as the text of an item, not its marker.
  bool reaches_into_item() const {
    return part().begins_line && part().line->indentation > outermost_indentation();
  }

  std::uint32_t outermost_indentation() const { return levels_.outermost_indentation(); }

  void continue_item() {
    ListItem item;
    item.parts.push_back(part());
    item.group = group_;
    const bool innermost = levels_.close_down_to_text_at(part().line->indentation);
    if (!innermost || levels_.last_item().nested.empty()) {
      levels_.last_item().parts.push_back(part());
    } else {
      levels_.add_nested(part().line->indentation, std::move(item));
    }
  }

  // "Performance status", "Cohort A:"
  bool is_short_heading() const {
    constexpr std::size_t most_words = 5;
    if (index_ + 1 >= parts_.size() || !markers_[index_ + 1]) return false;
    if (begins_in_lower_case(text()) || leads_in(text())) return false;
    const bool is_sentence =
        text().ends_with('.') || text().ends_with(';') || text().ends_with(',');
    return !is_sentence && (word_count(text()) <= most_words || is_group_name(text()));
  }

  bool is_group_heading() const {
    const bool begins = part().after_blank || levels_.empty() || follows_closed() ||
                        names_patient_group(text()) || text().ends_with(':');
    return begins && is_short_heading();
  }

  void read_unmarked_list() {
    if (parts_.size() == 1) {
      read_paragraph();
      return;
    }
    for (index_ = 0; index_ < parts_.size(); ++index_) {
      const bool has_items = !result_.items.empty();
      if (text().ends_with(':') && is_group_name(text())) {
        begin_group(text());
      } else if (has_items && is_wrapped_text()) {
        last_unmarked().parts.push_back(part());
      } else {
        ListItem item;
        item.parts.push_back(part());
        item.group = group_;
        std::vector<ListItem>& items =
            is_under_lead_in() ? result_.items.back().nested : result_.items;
        items.push_back(std::move(item));
      }
    }
  }

  ListItem& last_unmarked() {
    ListItem& last = result_.items.back();
    return last.nested.empty() ? last : last.nested.back();
  }

  bool is_wrapped_text() const {
    if (part().after_blank) return false;
    if (has_blanks_) return may_be_wrapped() || begins_in_lower_case(text());
    return may_be_wrapped() && begins_in_lower_case(text()) && !follows_closed();
  }

  bool is_under_lead_in() const {
    if (result_.items.empty()) return false;
    const TextPart& lead_in = result_.items.back().parts.front();
    return result_.items.back().parts.back().text().ends_with(':') &&
           part().line->indentation > lead_in.line->indentation + 1;
  }

  // A list that is one line without markers.
  void read_paragraph() {
    constexpr std::size_t most_words_of_item = 25;
    const TextParts pieces = split_at_semicolons(parts_.front());
    for (const TextPart& piece : pieces) {
      if (piece.text().empty()) continue;
      ListItem item;
      item.parts.push_back(piece);
      item.group = group_;
      result_.items.push_back(std::move(item));
    }
    if (pieces.size() > 1) {
      note("line {}: the list is one paragraph; it is divided at its semicolons", line_number());
    } else if (!parts_.front().begins_line || word_count(text()) > most_words_of_item) {
      note(
          "line {}: the list is one paragraph in which nothing shows where a criterion ends; it is "
          "read as one criterion: {}",
          line_number(), quoted_beginning(text()));
    }
  }

  const Document& document_;
  TextParts parts_;
  std::vector<std::optional<ListMarker>> markers_;
  std::string outer_group_;
  std::string group_;
  ListItems result_;
  ListLevels levels_;
  std::size_t index_ = 0;
  std::size_t widest_ = 0;
  bool has_blanks_ = false;           // between lines
  bool blanks_divide_items_ = false;  // before an item with a marker
};

}  // namespace

ListItems read_list_items(const Document& document, const TextParts& parts,
                          const std::string& group) {
  return ItemReader(document, parts, group).read();
}

}  // namespace eligo
