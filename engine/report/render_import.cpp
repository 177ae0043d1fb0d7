#include "report/render_import.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "report/text_layout.h"

namespace eligo {
namespace {

constexpr std::size_t trial_columns = 14;
constexpr std::size_t change_columns = 12;

// Criteria by status; header facts apart.
struct Counts {
  std::map<std::string, std::size_t> by_status;
  std::size_t header_facts = 0;
};

Counts counts_of(const CompiledTrial& trial) {
  Counts counts;
  for (const CompiledCriterion& criterion : trial.criteria) {
    if (criterion.kind == "registry") {
      ++counts.header_facts;
    } else {
      ++counts.by_status[std::string(name_of(criterion.status))];
    }
  }
  return counts;
}

std::size_t count_in(const std::map<std::string, std::size_t>& counts, ReadingStatus status) {
  const auto found = counts.find(std::string(name_of(status)));
  return found == counts.end() ? 0 : found->second;
}

// "41 sentences: 25 computed, 6 partial, 10 human; 1 lost; 3 header facts"
std::string ledger_text(const std::map<std::string, std::size_t>& by_status,
                        std::size_t header_facts) {
  const std::size_t computed = count_in(by_status, ReadingStatus::computed);
  const std::size_t partial = count_in(by_status, ReadingStatus::partial);
  const std::size_t human = count_in(by_status, ReadingStatus::human);
  std::string text =
      fmt::format("{}: {} computed, {} partial, {} human; {} lost",
                  counted(computed + partial + human, "sentence", "sentences"), computed, partial,
                  human, count_in(by_status, ReadingStatus::lost));
  if (header_facts > 0) text += "; " + counted(header_facts, "header fact", "header facts");
  return text;
}

// The reason that stands before the words concerned.
std::string leading_reason(const std::string& why) {
  constexpr std::size_t longest = 80;
  const std::string_view reason = std::string_view(why).substr(0, why.find(": "));
  if (reason.size() <= longest) return std::string(reason);
  return std::string(reason.substr(0, reason.rfind(' ', longest))) + " …";
}

// Several lines, each after `indent` columns.
std::string indented(const std::string& text, std::size_t indent, const TextStyle& style) {
  std::string lines;
  for (std::size_t at = 0; at <= text.size() && !text.empty();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    lines += std::string(indent, ' ') + toned(text.substr(at, end - at), Tone::faint, style) + '\n';
    at = end + 1;
  }
  return lines;
}

std::string_view explanation_of(RuleChange::Kind kind) {
  switch (kind) {
    case RuleChange::Kind::kept:
      return "the file's rule stays; today's reading is another:";
    case RuleChange::Kind::renumbered:
      return "";
    case RuleChange::Kind::came:
      return "";
    case RuleChange::Kind::changed:
      return "its rule is read afresh; it was:";
    case RuleChange::Kind::went:
      return "it stands no longer in the file; it was:";
    case RuleChange::Kind::left_out:
      return "the file does not have it; today's reading is:";
  }
  return "";
}

std::string quoted(const std::string& text) {
  return "\"" + text + "\"";
}

std::string render_change(const RuleChange& change, const TextStyle& style) {
  std::string id = change.id;
  if (!change.id_before.empty()) id += fmt::format(" (was {})", change.id_before);
  std::string text = "  " + paragraph(name_of(change.kind), Tone::open, change_columns - 2,
                                      fmt::format("{}  {}", id, quoted(change.text)), style);
  if (!change.text_before.empty()) {
    text +=
        paragraph("", Tone::plain, change_columns, "before: " + quoted(change.text_before), style);
  }
  const std::string_view explanation = explanation_of(change.kind);
  if (explanation.empty()) return text;
  const bool tells_of_today =
      change.kind == RuleChange::Kind::kept || change.kind == RuleChange::Kind::left_out;
  text += paragraph("", Tone::plain, change_columns, explanation, style);
  text += indented(tells_of_today ? change.rule_today : change.rule_before, change_columns, style);
  return text;
}

}  // namespace

void ImportTotals::add(const ImportedTrial& imported) {
  constexpr std::size_t most_reasons = 10'000;
  ++trials_;
  const Counts counts = counts_of(imported.merged.compiled);
  for (const auto& [status, count] : counts.by_status) by_status_[status] += count;
  header_facts_ += counts.header_facts;
  for (const RuleChange& change : imported.merged.changes) {
    ++by_change_[std::string(name_of(change.kind))];
  }
  for (const CompiledCriterion& criterion : imported.merged.compiled.criteria) {
    if (criterion.status != ReadingStatus::partial) continue;
    std::string reason = leading_reason(criterion.why);
    if (reasons_.size() >= most_reasons && !reasons_.contains(reason)) reason = "other reasons";
    ++reasons_[reason];
  }
}

std::string ImportTotals::sums() const {
  std::string text =
      fmt::format("{}, {}: {}", counted(documents_, "document", "documents"),
                  counted(trials_, "trial", "trials"), ledger_text(by_status_, header_facts_));
  if (rejected_ > 0) text += fmt::format("; {} rejected", rejected_);
  return text + changes();
}

std::string ImportTotals::changes() const {
  if (by_change_.empty()) return {};
  std::string text;
  for (const auto& [kind, count] : by_change_) {
    text +=
        fmt::format("{}{} {}", text.empty() ? "; against the rules before: " : ", ", count, kind);
  }
  return text;
}

std::vector<std::pair<std::string, std::size_t>> ImportTotals::commonest_reasons() const {
  constexpr std::size_t most = 10;
  std::vector<std::pair<std::string, std::size_t>> reasons(reasons_.begin(), reasons_.end());
  std::stable_sort(reasons.begin(), reasons.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  if (reasons.size() > most) reasons.resize(most);
  return reasons;
}

std::string ImportTotals::render_text(const TextStyle& style) const {
  constexpr std::size_t count_columns = 8;
  std::string text = paragraph("", Tone::plain, 0, sums(), style, Tone::strong);
  const auto reasons = commonest_reasons();
  if (reasons.empty()) return text;
  text += "What was not understood, by its commonest reasons:\n";
  for (const auto& [reason, count] : reasons) {
    text += paragraph(fmt::format("{:>6}", count), Tone::plain, count_columns, reason, style);
  }
  return text;
}

std::string render_ledger_line(const ImportedTrial& imported, const TextStyle& style) {
  const Counts counts = counts_of(imported.merged.compiled);
  const std::vector<std::string>& notes = imported.merged.compiled.notes;
  std::string line = ledger_text(counts.by_status, counts.header_facts);
  if (!notes.empty()) line += "; " + counted(notes.size(), "note", "notes");
  std::string text = paragraph(imported.record.trial, Tone::strong, trial_columns, line, style);
  for (const std::string& note : notes) {
    text += paragraph("", Tone::plain, trial_columns, "note: " + note, style, Tone::faint);
  }
  return text;
}

std::string render_changes(const ImportedTrial& imported, const TextStyle& style) {
  std::string text;
  if (imported.merged.changes.empty()) return text;
  text += toned(imported.record.trial, Tone::strong, style) +
          toned(", against the rules before:", Tone::plain, style) + "\n";
  for (const RuleChange& change : imported.merged.changes) text += render_change(change, style);
  return text;
}

std::string render_text(const RejectedDocument& rejected, const TextStyle& style) {
  return paragraph("REJECTED", Tone::bad, trial_columns,
                   fmt::format("{}: {}", rejected.input, rejected.why), style);
}

}  // namespace eligo
