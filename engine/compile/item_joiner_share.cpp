#include <fmt/format.h>

#include <algorithm>

#include "compile/expressions.h"
#include "compile/item_joiner.h"
#include "compile/list_heading.h"
#include "compile/merge_records.h"

namespace eligo::compile {

bool ItemJoiner::has_conjunction() const {
  return std::any_of(operands_.begin(), operands_.end(),
                     [](const Operand& operand) { return operand.joint != TokenKind::comma; });
}

// "withdrawal from drugs or alcohol": a bare name behind the complement of the item before it may
// belong to that.
void ItemJoiner::share_complement() {
  for (std::size_t index = 1; index < operands_.size(); ++index) {
    Operand& operand = operands_[index];
    const std::string words = operands_[index - 1].behind;
    const bool may_belong = !words.empty() && operand.joint != TokenKind::comma &&
                            !operand.has_front && !operand.has_value && !operand.is_open &&
                            !operand.is_negated;
    if (!may_belong) continue;
    sentence_.leave_open("a name that may belong to the words before it", words);
    narrow(operand.meaning, words);
    has_open_words_ = true;
  }
}

// "severe asthma or COPD", "use of A, B or C": words in front of the first name may govern those
// that follow without words of their own.
void ItemJoiner::share_front() {
  if (!has_conjunction()) return;
  Operand* from = nullptr;
  for (Operand& operand : operands_) {
    if (operand.has_front || operand.has_value) {
      from = &operand;
      continue;
    }
    syntax::RecordExists* record = narrowed_record_in(operand.meaning);
    if (from == nullptr || record == nullptr) continue;
    share_status(*from, record->record);
    operand.is_exposure = from->is_exposure;
    for (const std::string& words : from->front) {
      sentence_.leave_open("words that may narrow what follows them", words);
      narrow(operand.meaning, words);
      has_open_words_ = true;
    }
  }
}

void ItemJoiner::share_status(const Operand& from, syntax::RecordReference& record) {
  const bool can_be_active = record.kind.text == "condition" || record.kind.text == "medication";
  if (!from.is_now || !can_be_active || record.status || record.window) return;
  record.status = name("active");
  if (!from.is_exposure) {
    sentence_.assume(
        "the word in front of the list that says \"now\" is taken to govern all of it");
  }
}

// "stroke or infarction within 6 months": the time that closes a list governs all of it.
void ItemJoiner::share_window() {
  std::size_t from = operands_.size();
  while (from > 0 && !operands_[from - 1].window && operands_[from - 1].open_time.empty()) --from;
  if (from < 2) return;
  const Operand& last = operands_[from - 1];
  const bool can_share = last.window && last.window->period && has_conjunction();
  std::string open_time = last.open_time;
  if (last.window && last.window->period) {
    open_time = fmt::format("within {} {}", last.window->period->count.text,
                            last.window->period->unit.text);
  }
  if (!can_share && open_time.empty()) return;
  bool was_shared = false;
  const std::vector<Operand> before = operands_;
  for (std::size_t index = 0; index + 1 < from; ++index) {
    syntax::RecordExists* record = narrowed_record_in(operands_[index].meaning);
    const bool has_time = operands_[index].window || !operands_[index].open_time.empty();
    if (has_time) continue;
    if (record == nullptr && operands_[index].names_record && !operands_[index].is_open) {
      // Of several records, or of a length: the time may govern it.
      if (can_share && give_window(operands_[index].meaning, *last.window)) {
        was_shared = true;
      } else if (!operands_[index].has_value) {
        narrow(operands_[index].meaning, open_time);
        has_open_words_ = true;
      }
      continue;
    }
    if (record == nullptr || record->record.window) continue;
    // An "active" infection is one now; "use of" is said of the time that follows.
    if (record->record.status && !operands_[index].is_exposure) continue;
    record->record.status.reset();
    if (!can_share) {
      sentence_.leave_open("a time that may govern the list before it", open_time);
      narrow(operands_[index].meaning, open_time);
      has_open_words_ = true;
      continue;
    }
    record->record.window = last.window;
    was_shared = true;
  }
  if (was_shared && closes_last_alone(open_time)) operands_ = before;
}

// The time behind a list may be meant of its last item alone; says whether it is to be taken so.
// "Use of A or B within 4 weeks" is said of the time.
bool ItemJoiner::closes_last_alone(const std::string& time) {
  const std::string assumption = "the time at the end of the list is taken to govern all of it";
  const bool is_of_all =
      std::any_of(operands_.begin(), operands_.end(),
                  [](const Operand& operand) { return operand.is_exposure || operand.is_open; });
  if (is_of_all) {
    sentence_.assume(assumption);
    return false;
  }
  const std::string because =
      fmt::format("\"{}\" may be meant of the last one of the list alone", time);
  return sentence_.choose({place("time"), {because}, assumption}) > 0;
}

// The place of a choice about this list.
std::string ItemJoiner::place(std::string_view what) const {
  return fmt::format("{} of the list at {}", what, tokens_of(phrases_).begin);
}

}  // namespace eligo::compile
