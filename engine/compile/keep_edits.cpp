#include "compile/keep_edits.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <utility>
#include <variant>

#include "compile/match_sentences.h"
#include "compile/rule_status.h"
#include "language/print.h"

namespace eligo {
namespace {

using Items = std::vector<syntax::TrialItem>;
using Kind = RuleChange::Kind;

// An item in the rule language, with its comments.
std::string printed(const syntax::TrialItem& item) {
  syntax::RuleFile file;
  file.trials.emplace_back().items.push_back(item);
  file.trials.back().id.text = "t";
  std::string text = print_rules(file);
  text.erase(0, text.find('\n') + 1);  // "trial t {"
  text.erase(text.size() - 2);         // "}\n"
  std::string lines;                   // without the indentation within a trial
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    const std::string_view line = std::string_view(text).substr(at, end - at);
    lines += line.substr(std::min<std::size_t>(2, line.size()));
    lines += '\n';
    at = end + 1;
  }
  if (!lines.empty()) lines.pop_back();
  return lines;
}

std::string pair_text(const std::string& first, const std::string& second) {
  return first + ", " + second;
}

template <typename Item>
const Item* item_as(const Items& items, std::size_t index) {
  return std::get_if<Item>(&items[index]);
}

class EditKeeper {
 public:
  EditKeeper(const syntax::Trial& existing, CompiledTrial fresh)
      : existing_(existing),
        before_(existing.items),
        today_(fresh.trial.items),
        kept_(before_.size()),
        today_of_(before_.size()),
        before_of_(today_.size()) {
    merged_.compiled = std::move(fresh);
  }

  MergedTrial keep() {
    for (CompiledCriterion& criterion : merged_.compiled.criteria)
      ledger_[criterion.id] = &criterion;
    keep_criteria();
    keep_document();
    keep_lost();
    keep_withheld();
    keep_conflicts();
    keep_accepted();
    report_what_came();
    syntax::Trial& trial = merged_.compiled.trial;
    trial.items = composed();
    trial.comments = existing_.comments;
    trial.closing_comments = existing_.closing_comments;
    if (same_document_ && existing_.title) trial.title = existing_.title;
    return std::move(merged_);
  }

 private:
  static constexpr std::size_t none = static_cast<std::size_t>(-1);

  void link(std::size_t before, std::size_t today) {
    today_of_[before] = today;
    before_of_[today] = before;
  }

  // Criteria

  void keep_criteria() {
    for (const SentencePair& pair : match_sentences(before_, today_)) {
      link(pair.before, pair.today);
      const auto& before = std::get<syntax::Criterion>(before_[pair.before]);
      const auto& today = std::get<syntax::Criterion>(today_[pair.today]);
      if (pair.reworded) {
        report_reworded(before, today);
        kept_[pair.before] = today;
      } else {
        kept_[pair.before] = brought_up_to_date(before, today);
      }
    }
    for (std::size_t i = 0; i < before_.size(); ++i) {
      const auto* criterion = item_as<syntax::Criterion>(before_, i);
      if (criterion == nullptr || today_of_[i]) continue;
      report_gone(i, id_text(criterion->name), quoted_words(*criterion));
    }
  }

  syntax::Criterion brought_up_to_date(const syntax::Criterion& before,
                                       const syntax::Criterion& today) {
    syntax::Criterion criterion = before;
    criterion.name = today.name;
    criterion.quotes = today.quotes;
    const std::string id = id_text(today.name);
    const std::string id_before = id_text(before.name);
    new_id_[id_before] = id;
    merged_.kept.insert(id);
    if (id != id_before) {
      any_renumbered_ = true;
      merged_.changes.push_back(
          {Kind::renumbered, id, id_before, quoted_words(today), {}, printed(before), {}});
    }
    const bool is_edited = before.means != today.means || before.assumes != today.assumes ||
                           before.other_readings != today.other_readings;
    if (is_edited) report_edited(before, today);
    return criterion;
  }

  static std::string means_text(const syntax::Criterion& criterion) {
    return criterion.means.empty() ? "" : print_expression(criterion.means.front().expression);
  }

  // "hba1c > 7 % or means hba1c > 8 %"
  static std::string readings_text(const syntax::Criterion& criterion) {
    std::string text = means_text(criterion);
    for (const syntax::OrMeans& other : criterion.other_readings) {
      text += " or means " + print_expression(other.expression);
    }
    return text;
  }

  // The file's rule is another than today's: the ledger tells of the file's.
  void report_edited(const syntax::Criterion& before, const syntax::Criterion& today) {
    const std::string id = id_text(today.name);
    merged_.changes.push_back(
        {Kind::kept, id, {}, quoted_words(today), {}, printed(before), printed(today)});
    const auto found = ledger_.find(id);
    if (found == ledger_.end()) return;
    CompiledCriterion& criterion = *found->second;
    criterion.rule = means_text(before);
    criterion.why = "kept: differs from today's reading: " + readings_text(today);
    if (!before.means.empty()) criterion.status = status_of(before.means.front().expression);
  }

  void report_reworded(const syntax::Criterion& before, const syntax::Criterion& today) {
    const std::string id = id_text(today.name);
    const std::string id_before = id_text(before.name);
    merged_.changes.push_back({Kind::changed, id, id == id_before ? "" : id_before,
                               quoted_words(today), quoted_words(before), printed(before),
                               printed(today)});
  }

  // Statements

  void keep_document() {
    const std::size_t before = first_document(before_);
    const std::size_t today = first_document(today_);
    if (before == none || today == none) return;
    link(before, today);
    const auto& old = std::get<syntax::DocumentReference>(before_[before]);
    auto reference = std::get<syntax::DocumentReference>(today_[today]);
    same_document_ = old.sha256 == reference.sha256;
    reference.comments = old.comments;
    kept_[before] = std::move(reference);
  }

  static std::size_t first_document(const Items& items) {
    const auto found = std::find_if(items.begin(), items.end(), [](const syntax::TrialItem& item) {
      return std::holds_alternative<syntax::DocumentReference>(item);
    });
    return found == items.end() ? none : static_cast<std::size_t>(found - items.begin());
  }

  void keep_lost() {
    std::map<std::string, std::size_t> numbers;  // ids that the document has today
    for (std::size_t i = 0; i < today_.size(); ++i) {
      if (const auto* lost = item_as<syntax::Lost>(today_, i)) numbers[id_text(lost->name)] = i;
      if (const auto* one = item_as<syntax::Criterion>(today_, i)) numbers[id_text(one->name)] = i;
    }
    for (std::size_t i = 0; i < before_.size(); ++i) {
      const auto* lost = item_as<syntax::Lost>(before_, i);
      if (lost == nullptr) continue;
      const std::string id = id_text(lost->name);
      const auto found = numbers.find(id);
      if (found == numbers.end()) {
        kept_[i] = *lost;
        new_id_[id] = id;
        add_lost_to_ledger(*lost);
      } else if (const auto* today = item_as<syntax::Lost>(today_, found->second)) {
        syntax::Lost same = *lost;
        same.line = today->line;
        kept_[i] = std::move(same);
        link(i, found->second);
        new_id_[id] = id;
      } else {
        report_gone(i, id, lost->reason.text);
      }
    }
  }

  // A gap that a person found: it is a criterion, and the ledger accounts for it.
  void add_lost_to_ledger(const syntax::Lost& lost) {
    CompiledCriterion criterion;
    criterion.id = id_text(lost.name);
    criterion.kind = lost.name.kind.text;
    criterion.line = line_number(lost.line);
    criterion.status = ReadingStatus::lost;
    criterion.why = lost.reason.text;
    found_by_people_.push_back(std::move(criterion));
  }

  static std::uint32_t line_number(const syntax::Number& line) {
    std::uint32_t number = 0;
    for (const char digit : line.text) {
      if (digit < '0' || digit > '9' || number > 100'000'000) return 0;
      number = number * 10 + static_cast<std::uint32_t>(digit - '0');
    }
    return number;
  }

  bool has_list_today(const std::string& list) const {
    return std::any_of(today_.begin(), today_.end(), [&](const syntax::TrialItem& item) {
      const auto* criterion = std::get_if<syntax::Criterion>(&item);
      return criterion != nullptr && criterion->name.kind.text == list;
    });
  }

  void keep_withheld() {
    for (std::size_t i = 0; i < before_.size(); ++i) {
      const auto* list = item_as<syntax::NotProvided>(before_, i);
      if (list == nullptr) continue;
      const std::size_t same = withheld_today(list->list.text);
      if (same != none) {
        link(i, same);
        kept_[i] = withheld_up_to_date(*list, std::get<syntax::NotProvided>(today_[same]));
      } else if (!has_list_today(list->list.text)) {
        kept_[i] = *list;
      } else {
        report_gone(i, list->list.text, list->reason.text);
      }
    }
  }

  std::size_t withheld_today(const std::string& list) const {
    for (std::size_t i = 0; i < today_.size(); ++i) {
      const auto* found = item_as<syntax::NotProvided>(today_, i);
      if (found != nullptr && found->list.text == list && !before_of_[i]) return i;
    }
    return none;
  }

  static syntax::NotProvided withheld_up_to_date(const syntax::NotProvided& before,
                                                 const syntax::NotProvided& today) {
    syntax::NotProvided list = before;
    list.quote = today.quote;
    return list;
  }

  // A conflict holds as long as both sentences are what they were.
  void keep_conflicts() {
    for (std::size_t i = 0; i < before_.size(); ++i) {
      const auto* conflict = item_as<syntax::Conflict>(before_, i);
      if (conflict == nullptr) continue;
      const std::string first = id_text(conflict->first);
      const std::string second = id_text(conflict->second);
      const auto first_today = new_id_.find(first);
      const auto second_today = new_id_.find(second);
      if (first_today == new_id_.end() || second_today == new_id_.end()) {
        report_gone(i, pair_text(first, second), conflict->reason.text);
        continue;
      }
      syntax::Conflict same = *conflict;
      same.first = name_today(first_today->second);
      same.second = name_today(second_today->second);
      const std::size_t declared = conflict_today(first_today->second, second_today->second);
      if (declared != none) link(i, declared);
      kept_[i] = std::move(same);
    }
  }

  // What the trial accepts is a person's: today's reading has none.
  void keep_accepted() {
    for (std::size_t i = 0; i < before_.size(); ++i) {
      if (const auto* accept = item_as<syntax::Accept>(before_, i)) kept_[i] = *accept;
    }
  }

  std::size_t conflict_today(const std::string& a, const std::string& b) const {
    for (std::size_t i = 0; i < today_.size(); ++i) {
      const auto* conflict = item_as<syntax::Conflict>(today_, i);
      if (conflict == nullptr || before_of_[i]) continue;
      const std::string first = id_text(conflict->first);
      const std::string second = id_text(conflict->second);
      if ((first == a && second == b) || (first == b && second == a)) return i;
    }
    return none;
  }

  syntax::CriterionName name_today(const std::string& id) const {
    for (const syntax::TrialItem& item : today_) {
      if (const auto* one = std::get_if<syntax::Criterion>(&item);
          one && id_text(one->name) == id) {
        return one->name;
      }
      if (const auto* lost = std::get_if<syntax::Lost>(&item); lost && id_text(lost->name) == id) {
        return lost->name;
      }
    }
    for (const syntax::TrialItem& item : before_) {  // a lost number that only the file has
      if (const auto* lost = std::get_if<syntax::Lost>(&item); lost && id_text(lost->name) == id) {
        return lost->name;
      }
    }
    return {};
  }

  // A conflict between two criteria of the file that the file does not declare is not added: a
  // person may have left it out.
  bool is_left_out(const syntax::TrialItem& item) const {
    const auto* conflict = std::get_if<syntax::Conflict>(&item);
    return conflict != nullptr && merged_.kept.contains(id_text(conflict->first)) &&
           merged_.kept.contains(id_text(conflict->second));
  }

  void report_what_came() {
    for (std::size_t i = 0; i < today_.size(); ++i) {
      if (before_of_[i]) continue;
      const syntax::TrialItem& item = today_[i];
      if (const auto* criterion = std::get_if<syntax::Criterion>(&item)) {
        report_new(Kind::came, item, id_text(criterion->name), quoted_words(*criterion));
      } else if (const auto* conflict = std::get_if<syntax::Conflict>(&item)) {
        report_new(is_left_out(item) ? Kind::left_out : Kind::came, item,
                   pair_text(id_text(conflict->first), id_text(conflict->second)),
                   conflict->reason.text);
      } else if (const auto* lost = std::get_if<syntax::Lost>(&item)) {
        report_new(Kind::came, item, id_text(lost->name), lost->reason.text);
      } else if (const auto* list = std::get_if<syntax::NotProvided>(&item)) {
        report_new(Kind::came, item, list->list.text, list->reason.text);
      }
    }
  }

  void report_new(Kind kind, const syntax::TrialItem& item, std::string id, std::string text) {
    merged_.changes.push_back({kind, std::move(id), {}, std::move(text), {}, {}, printed(item)});
  }

  void report_gone(std::size_t before, std::string id, std::string text) {
    merged_.changes.push_back(
        {Kind::went, std::move(id), {}, std::move(text), {}, printed(before_[before]), {}});
  }

  // The order

  // Items in the file's order; what came stands behind what it follows in the document.
  Items composed() {
    std::vector<std::vector<std::size_t>> behind(before_.size() + 1);  // 0: before everything
    std::size_t last = 0;
    for (std::size_t i = 0; i < today_.size(); ++i) {
      if (before_of_[i]) {
        last = *before_of_[i] + 1;
      } else if (!is_left_out(today_[i])) {
        behind[last].push_back(i);
      }
    }
    Items items;
    std::vector<std::size_t> places;  // of each item, in today's document
    const auto add_behind = [&](std::size_t place) {
      for (const std::size_t i : behind[place]) {
        items.push_back(today_[i]);
        places.push_back(i);
      }
    };
    add_behind(0);
    for (std::size_t i = 0; i < before_.size(); ++i) {
      if (kept_[i]) {
        items.push_back(std::move(*kept_[i]));
        places.push_back(today_of_[i].value_or(none));
      }
      add_behind(i + 1);
    }
    if (any_renumbered_) sort_criteria(items, places);
    std::move(found_by_people_.begin(), found_by_people_.end(),
              std::back_inserter(merged_.compiled.criteria));
    return items;
  }

  // Criteria that changed their places in the document change them in the file too.
  static void sort_criteria(Items& items, const std::vector<std::size_t>& places) {
    std::vector<std::size_t> slots;
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (std::holds_alternative<syntax::Criterion>(items[i])) slots.push_back(i);
    }
    std::vector<std::size_t> order = slots;
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return places[a] < places[b]; });
    Items sorted;
    for (const std::size_t i : order) sorted.push_back(std::move(items[i]));
    for (std::size_t i = 0; i < slots.size(); ++i) items[slots[i]] = std::move(sorted[i]);
  }

  const syntax::Trial& existing_;
  const Items& before_;
  Items today_;
  MergedTrial merged_;
  std::map<std::string, CompiledCriterion*> ledger_;
  std::vector<CompiledCriterion> found_by_people_;
  std::vector<std::optional<syntax::TrialItem>> kept_;  // what stays of each item of the file
  std::vector<std::optional<std::size_t>> today_of_;    // an item's place in today's trial
  std::vector<std::optional<std::size_t>> before_of_;   // the reverse
  std::map<std::string, std::string> new_id_;           // of criteria whose sentence is the same
  bool same_document_ = false;
  bool any_renumbered_ = false;
};

}  // namespace

std::string_view name_of(RuleChange::Kind kind) {
  switch (kind) {
    case Kind::kept:
      return "kept";
    case Kind::renumbered:
      return "renumbered";
    case Kind::came:
      return "came";
    case Kind::changed:
      return "changed";
    case Kind::went:
      return "went";
    case Kind::left_out:
      return "left out";
  }
  return "";
}

MergedTrial keep_edits(const syntax::Trial& existing, CompiledTrial fresh) {
  return EditKeeper(existing, std::move(fresh)).keep();
}

}  // namespace eligo
