#include "audit/proof_reliance.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "audit/audited_sentence.h"
#include "quantity/rational.h"

namespace eligo {
namespace {

bool is_unread(const Operation& operation) {
  const auto* question = std::get_if<Question>(&operation);
  return question != nullptr && question->kind == Question::Kind::unread;
}

bool has_unread_words(const Program& program, NodeId node) {
  const Operation& operation = program[node].operation;
  const std::vector<NodeId> operands = operands_of(operation);
  return is_unread(operation) || std::any_of(operands.begin(), operands.end(), [&](NodeId operand) {
           return has_unread_words(program, operand);
         });
}

bool speaks_of_a_quantity(const Program& program, const ProofTerms& terms, NodeId node) {
  const std::vector<NodeId> operands = operands_of(program[node].operation);
  return terms.leaves[node.index].quantity.has_value() ||
         std::any_of(operands.begin(), operands.end(),
                     [&](NodeId operand) { return speaks_of_a_quantity(program, terms, operand); });
}

// All that a rule asks for at once.
void collect_parts(const Program& program, NodeId node, std::vector<NodeId>& parts) {
  const auto* all = std::get_if<AllOf>(&program[node].operation);
  if (all == nullptr) parts.push_back(node);
  if (all == nullptr) return;
  for (const NodeId operand : all->operands) collect_parts(program, operand, parts);
}

template <std::size_t count>
bool has_word_of(std::string_view text, const std::array<std::string_view, count>& wanted) {
  const std::vector<SentenceWord> words = words_of(text);
  return std::any_of(words.begin(), words.end(), [&](const SentenceWord& word) {
    return std::find(wanted.begin(), wanted.end(), word.text) != wanted.end();
  });
}

// Words beside a limit that may do more than narrow it: another limit, an exception, a group that
// alone it is meant for, another time that it is meant at.
bool can_only_narrow(std::string_view words) {
  static constexpr std::array<std::string_view, 30> others = {
      "or",        "unless",  "except",       "if",      "when",      "while",    "only",  "group",
      "groups",    "cohort",  "cohorts",      "arm",     "arms",      "part",     "phase", "stage",
      "stages",    "control", "controls",     "onset",   "first",     "before",   "until", "since",
      "otherwise", "either",  "respectively", "allowed", "excluding", "predicted"};
  const bool has_digit =
      std::any_of(words.begin(), words.end(), [](char c) { return c >= '0' && c <= '9'; });
  return !has_digit && !has_word_of(words, others) && !words.starts_with("at ");
}

bool is_digit_at(std::string_view text, std::size_t at) {
  return at < text.size() && text[at] >= '0' && text[at] <= '9';
}

// Whether a text has the number on its own, not within another.
bool has_number(std::string_view text, const Rational& number) {
  const std::string decimal = decimal_text(number);
  for (std::size_t at = text.find(decimal); at != std::string_view::npos;
       at = text.find(decimal, at + 1)) {
    const std::size_t end = at + decimal.size();
    const bool goes_on = is_digit_at(text, end) ||
                         (end < text.size() && text[end] == '.' && is_digit_at(text, end + 1));
    const bool begins_before =
        at > 0 && (is_digit_at(text, at - 1) || text[at - 1] == '.' || text[at - 1] == ',');
    if (!goes_on && !begins_before) return true;
  }
  return false;
}

bool has_ends_of(std::string_view text, const Interval& range) {
  return (!range.low || has_number(text, range.low->value)) &&
         (!range.high || has_number(text, range.high->value));
}

// Whether these words state the limit: an age by that name, the ends as numbers.
bool is_stated_in(std::string_view text, const Operation& operation) {
  static constexpr std::array<std::string_view, 5> age_words = {"age", "aged", "ages", "old",
                                                                "older"};
  if (const auto* age = std::get_if<AgeInRange>(&operation)) {
    return has_word_of(text, age_words) && has_ends_of(text, age->range);
  }
  const auto* result = std::get_if<ObservedInRange>(&operation);
  return result != nullptr && result->scale == LimitScale::absolute &&
         has_ends_of(text, result->written);
}

// The sentence up to the first words that were not read; nothing where these are not found in it,
// or where one of the parts may do more than narrow.
std::string_view words_before_unread(const Program& program, const Criterion& criterion,
                                     const std::vector<NodeId>& parts) {
  const std::string_view text = criterion.text;
  std::size_t first = text.size();
  for (const NodeId part : parts) {
    if (!has_unread_words(program, part)) continue;
    const auto* question = std::get_if<Question>(&program[part].operation);
    if (question == nullptr || !can_only_narrow(question->words)) return {};
    const std::size_t at = text.find(question->words);
    if (question->words.empty() || at == std::string_view::npos) return {};
    first = std::min(first, at);
  }
  const std::string_view before = text.substr(0, first);
  return before.find(':') == std::string_view::npos ? before : std::string_view();
}

}  // namespace

ReliedOn relied_on(const Program& program, const ProofTerms& terms, const Criterion& criterion) {
  if (!criterion.root || !has_unread_words(program, *criterion.root)) return {Reliance::whole, {}};
  if (criterion.kind != CriterionKind::inclusion || criterion.parts.size() != 1) {
    return {Reliance::nothing, {}};
  }
  std::vector<NodeId> parts;
  collect_parts(program, *criterion.root, parts);
  const std::string_view before = words_before_unread(program, criterion, parts);
  ReliedOn relied{Reliance::limits, {}};
  for (const NodeId part : parts) {
    if (!speaks_of_a_quantity(program, terms, part)) continue;
    if (!is_stated_in(before, program[part].operation)) return {Reliance::nothing, {}};
    relied.limits.push_back(part);
  }
  if (relied.limits.empty()) relied.extent = Reliance::nothing;
  return relied;
}

}  // namespace eligo
