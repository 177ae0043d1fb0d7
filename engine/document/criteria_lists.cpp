#include "document/criteria_lists.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "document/list_items.h"
#include "document/list_numbers.h"
#include "document/quoted_words.h"
#include "document/section_blocks.h"
#include "document/unheaded_list.h"
#include "document/withheld_words.h"

namespace eligo {

namespace {

std::string name_of(CriteriaList list) {
  return list == CriteriaList::inclusion ? "inclusion" : "exclusion";
}

constexpr std::array<CriteriaList, 2> both_lists = {CriteriaList::inclusion,
                                                    CriteriaList::exclusion};

// An item, and the list it stands in.
struct PlacedItem {
  CriteriaList list{};
  ListItem item;
};

class ListReader {
 public:
  explicit ListReader(const Document& document) : document_(document) {}

  CriteriaLists read(const ReadableText& section) {
    std::vector<SectionBlock> blocks = section_blocks(section);
    place_unheaded(blocks);
    for (const SectionBlock& block : blocks) read_block(block);
    for (const CriteriaList list : both_lists) number(list);
    for (const CriteriaList list : both_lists) report_missing(list);
    return std::move(result_);
  }

 private:
  static bool has_heading(const std::vector<SectionBlock>& blocks, CriteriaList list) {
    return std::any_of(blocks.begin(), blocks.end(),
                       [&](const SectionBlock& block) { return block.list == list; });
  }

  // Text under no heading is the inclusion list where no heading says where that list begins.
  void place_unheaded(std::vector<SectionBlock>& blocks) {
    if (has_heading(blocks, CriteriaList::inclusion)) return;
    const bool has_exclusion = has_heading(blocks, CriteriaList::exclusion);
    for (SectionBlock& block : blocks) {
      if (block.list || block.parts.empty()) continue;
      block.list = CriteriaList::inclusion;
      note_unheaded(block);
      if (!has_exclusion) {
        missing_reason_ =
            "no heading says where the exclusion criteria begin; they may stand among the "
            "inclusion "
            "criteria";
      }
    }
  }

  void note_unheaded(const SectionBlock& block) {
    result_.notes.push_back(fmt::format(
        "line {}: no heading says to which list the criteria belong; they are read as inclusion "
        "criteria",
        line_of(document_, block.parts.front())));
    const auto end = end_of_first_list(block.parts);
    if (!end) return;
    result_.notes.push_back(fmt::format(
        "line {}: a list ends on the line before, and another begins without a heading; compare "
        "with the registry whether these are exclusion criteria",
        line_of(document_, block.parts[*end])));
  }

  void read_block(const SectionBlock& block) {
    if (!block.list) {
      for (const TextPart& part : block.parts) note_outside(part);
      return;
    }
    if (block.covers_both) seen_ = {true, true};
    if (withhold(block)) return;
    ListItems items = read_list_items(document_, block.parts, block.group);
    std::move(items.notes.begin(), items.notes.end(), std::back_inserter(result_.notes));
    nest_under_opposite(*block.list, items.items);
    for (ListItem& item : items.items) place(*block.list, std::move(item));
  }

  // "Patients are excluded if:" within the inclusion list, with nothing deeper under it: what
  // follows would say the opposite if it stood alone, so it stays under these words.
  void nest_under_opposite(CriteriaList list, std::vector<ListItem>& items) {
    for (std::size_t i = 0; i < items.size(); ++i) {
      ListItem& item = items[i];
      nest_under_opposite(list, item.nested);
      if (item.parts.empty() || !item.nested.empty() || i + 1 == items.size()) continue;
      const std::string text = joined_text(item.parts);
      if (!text.ends_with(':') || !leads_out_of(list, text, item.is_marked)) continue;
      std::size_t end = i + 1;
      while (end < items.size() && items[end].group == item.group) ++end;
      if (end == i + 1) continue;
      result_.notes.push_back(fmt::format(
          "line {}: {} stands in the {} list; the items after it are read as its own, for nothing "
          "shows where they end",
          line_of(document_, item.parts.front()), quoted_beginning(text), name_of(list)));
      const auto first = items.begin() + static_cast<std::ptrdiff_t>(i + 1);
      const auto last = items.begin() + static_cast<std::ptrdiff_t>(end);
      item.nested.assign(std::make_move_iterator(first), std::make_move_iterator(last));
      items.erase(first, last);
    }
  }

  void note_outside(const TextPart& part) {
    result_.notes.push_back(fmt::format("line {}: {} stands under neither list; it is no criterion",
                                        line_of(document_, part), quoted_beginning(part.text())));
  }

  // "Not provided" in place of a list.
  bool withhold(const SectionBlock& block) {
    const CriteriaList list = *block.list;
    if (block.parts.empty()) return false;
    const std::string text = joined_text(block.parts);
    if (const auto reason = reason_for_withholding(text)) {
      result_.withheld.push_back({list, quoted_words(document_, without_marker(block.parts)),
                                  fmt::format("{} its {} criteria", *reason, name_of(list))});
      seen_[index(list)] = true;
      return true;
    }
    if (!says_that_there_are_none(text)) return false;
    result_.notes.push_back(fmt::format("line {}: the {} list says {}",
                                        line_of(document_, block.parts.front()), name_of(list),
                                        quoted_beginning(text)));
    seen_[index(list)] = true;
    return true;
  }

  void place(CriteriaList list, ListItem item) {
    if (item.parts.empty() && item.nested.empty()) return;
    if (item.parts.empty()) {
      // A marker with nothing behind it but a deeper list.
      item.parts = item.nested.front().parts;
      std::vector<ListItem> nested = std::move(item.nested);
      item.nested = std::move(nested.front().nested);
      item.nested.insert(item.nested.end(), std::make_move_iterator(nested.begin() + 1),
                         std::make_move_iterator(nested.end()));
    }
    const std::string text = joined_text(item.parts);
    if (leads_whole_list(list, item, text)) {
      for (ListItem& nested : item.nested) place(list, std::move(nested));
      return;
    }
    if (list == CriteriaList::exclusion && !item.is_marked && includes_any_of(text)) {
      list = CriteriaList::inclusion;
      result_.notes.push_back(fmt::format(
          "line {}: {} stands in the exclusion list; it is read as an inclusion criterion",
          line_of(document_, item.parts.front()), quoted_beginning(text)));
    }
    if (item.is_stray && item.nested.empty() && !text.ends_with(':')) {
      result_.notes.push_back(fmt::format(
          "line {}: {} has no marker in a list of marked items; it is read as a criterion",
          line_of(document_, item.parts.front()), quoted_beginning(text)));
    }
    if (text.ends_with(':') && item.nested.empty()) {
      result_.notes.push_back(fmt::format(
          "line {}: {} leads into a list, but nothing shows which criteria belong to it",
          line_of(document_, item.parts.front()), quoted_beginning(text)));
    }
    items_.push_back({list, std::move(item)});
  }

  // "To be eligible, patients must meet all of the following:" says nothing but what the list is,
  // and the items under it are criteria of their own.
  static bool leads_whole_list(CriteriaList list, const ListItem& item, const std::string& text) {
    if (item.is_marked || item.nested.empty()) return false;
    const auto heading = criteria_heading(text);
    return heading && heading->list == list && heading->size == text.size();
  }

  // Numbers one list and adds its criteria; both lists keep the document's order.
  void number(CriteriaList list) {
    std::vector<std::optional<std::uint32_t>> written;
    std::vector<const PlacedItem*> members;
    for (const PlacedItem& placed : items_) {
      if (placed.list != list) continue;
      written.push_back(placed.item.number);
      members.push_back(&placed);
    }
    const ListNumbers numbers = number_list(written, expected_first(list, written), name_of(list));
    for (std::size_t i = 0; i < members.size(); ++i) {
      const ListItem& item = members[i]->item;
      result_.criteria.push_back({list, numbers.numbers[i], item.group, sentence(item)});
    }
    for (const auto& skipped : numbers.skipped) {
      const TextPart& next = members[skipped.before]->item.parts.front();
      result_.lost.push_back({list, skipped.number, line_of(document_, next), skipped.reason});
    }
    result_.notes.insert(result_.notes.end(), numbers.notes.begin(), numbers.notes.end());
    if (list == CriteriaList::inclusion && !written.empty()) last_inclusion_ = written.back();
    seen_[index(list)] = seen_[index(list)] || !members.empty();
  }

  // An exclusion list may count on from the inclusion list: 1 to 5, then 6 to 10.
  std::uint32_t expected_first(CriteriaList list,
                               const std::vector<std::optional<std::uint32_t>>& written) const {
    if (list == CriteriaList::inclusion || !last_inclusion_ || written.empty()) return 1;
    const std::uint32_t next = *last_inclusion_ + 1;
    return next > 2 && written.front() == next ? next : 1;
  }

  CriterionSentence sentence(const ListItem& item) const {
    CriterionSentence result;
    result.words = quoted_words(document_, item.parts);
    for (const ListItem& nested : item.nested) {
      if (!nested.parts.empty()) result.nested.push_back(sentence(nested));
    }
    return result;
  }

  void report_missing(CriteriaList list) {
    if (seen_[index(list)]) return;
    std::string reason = fmt::format("the document lists no {} criteria", name_of(list));
    if (list == CriteriaList::exclusion && !missing_reason_.empty()) reason = missing_reason_;
    result_.withheld.push_back({list, std::nullopt, std::move(reason)});
  }

  static std::size_t index(CriteriaList list) { return list == CriteriaList::inclusion ? 0 : 1; }

  const Document& document_;
  CriteriaLists result_;
  std::vector<PlacedItem> items_;
  std::array<bool, 2> seen_ = {false, false};  // the document says something of the list
  std::optional<std::uint32_t> last_inclusion_;
  std::string missing_reason_;
};

}  // namespace

CriteriaLists read_criteria_lists(const Document& document, const ReadableText& section) {
  return ListReader(document).read(section);
}

}  // namespace eligo
