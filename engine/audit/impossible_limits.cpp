// Two limits of one value in one statement that no value meets, where the rule leaves the statement
// unread: the solver, which sees rules, cannot find it. The claim is exact all the same.

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "audit/rules.h"
#include "audit/sentence_shape.h"
#include "quantity/rational.h"

namespace eligo::wording {
namespace {

bool is_upper(const WrittenLimit& limit) {
  return limit.op == ConstraintOperator::less || limit.op == ConstraintOperator::at_most;
}

bool is_lower(const WrittenLimit& limit) {
  return limit.op == ConstraintOperator::greater || limit.op == ConstraintOperator::at_least;
}

// "20 > BMI > 40", against "BMI < 20 and > 40"
bool is_chain(const WrittenLimit& limit) {
  return limit.value_span.begin < limit.name_span.begin &&
         limit.name_span.end < limit.value_span.end;
}

// Whether the words of a statement join its limits with "and" alone.
bool joined_by_and(const AuditedSentence& sentence, Span statement) {
  bool has_and = false;
  for (const SentenceWord& word : sentence.words) {
    if (word.span.begin < statement.begin || word.span.end > statement.end) continue;
    if (word.text == "or") return false;
    if (word.text == "and") has_and = true;
  }
  return has_and;
}

bool has_one_unit(const AuditedSentence& sentence, Span statement) {
  std::string_view unit;
  for (const compile::Token& token : sentence.tokens) {
    const bool is_inside = statement.begin <= token.span.begin && token.span.end <= statement.end;
    if (!is_inside || token.ucum.empty()) continue;
    if (!unit.empty() && unit != token.ucum) return false;
    unit = token.ucum;
  }
  return true;
}

std::optional<Rational> number_of(const WrittenLimit& limit) {
  return limit.numbers.size() == 1 ? parse_decimal(limit.numbers.front()) : std::nullopt;
}

bool leaves_words_unread(const Program& program, NodeId node) {
  const Operation& operation = program[node].operation;
  if (const auto* question = std::get_if<Question>(&operation)) {
    return question->kind == Question::Kind::unread;
  }
  const std::vector<NodeId> operands = operands_of(operation);
  return std::any_of(operands.begin(), operands.end(),
                     [&](NodeId operand) { return leaves_words_unread(program, operand); });
}

bool are_impossible(const AuditedSentence& sentence, const WrittenLimit& upper,
                    const WrittenLimit& lower) {
  const Span statement = upper.value_span;
  const bool are_of_one_statement =
      is_upper(upper) && is_lower(lower) && upper.name == lower.name &&
      upper.name_span == lower.name_span && statement == lower.value_span &&
      upper.is_multiple == lower.is_multiple && has_one_unit(sentence, statement);
  if (!are_of_one_statement) return false;
  // Who excludes "under 18 and over 70" means either.
  const bool is_exclusion = sentence.criterion.kind == CriterionKind::exclusion;
  if (!is_chain(upper) && (is_exclusion || !joined_by_and(sentence, statement))) return false;
  const auto high = number_of(upper);
  const auto low = number_of(lower);
  return high && low && *high < *low;
}

void check(const AuditedSentence& sentence, const WrittenLimit& upper, const WrittenLimit& lower,
           WordingFindings& found) {
  if (!are_impossible(sentence, upper, lower)) return;
  const bool is_exclusion = sentence.criterion.kind == CriterionKind::exclusion;
  const Span words{std::min(upper.span.begin, lower.span.begin),
                   std::max(upper.span.end, lower.span.end)};
  report(found, is_exclusion ? AuditCode::always : AuditCode::never, sentence, words,
         fmt::format("no value is both {} {} and {} {}: as it is written, {}", sign_of(upper.op),
                     upper.numbers.front(), sign_of(lower.op), lower.numbers.front(),
                     is_exclusion ? "this excludes nobody" : "nobody passes"),
         "write \"or\" between the two, or turn the signs");
}

}  // namespace

void impossible_limits(const AuditedTrial& trial, WordingFindings& found) {
  for (const AuditedSentence& sentence : trial.sentences) {
    const std::optional<NodeId>& root = sentence.criterion.root;
    const bool is_exclusion = sentence.criterion.kind == CriterionKind::exclusion;
    if (!root || (!is_exclusion && !leaves_words_unread(trial.program, *root))) continue;
    for (const WrittenLimit& upper : sentence.limits) {
      for (const WrittenLimit& lower : sentence.limits) {
        check(sentence, upper, lower, found);
      }
    }
  }
}

}  // namespace eligo::wording
