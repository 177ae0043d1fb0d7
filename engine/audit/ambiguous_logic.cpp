#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "audit/rules.h"
#include "audit/sentence_shape.h"

namespace eligo::wording {
namespace {

using compile::Token;
using compile::TokenKind;

// The limits of measured quantities, in order; one for each place of the text.
std::vector<const WrittenLimit*> measured_limits(const AuditedTrial& trial,
                                                 const AuditedSentence& sentence) {
  std::vector<const WrittenLimit*> limits;
  for (const WrittenLimit& limit : sentence.limits) {
    const bool counts = limit.analyte && is_measured(trial.vocabulary[*limit.analyte].kind);
    const bool is_same_place = !limits.empty() && limits.back()->value_span == limit.value_span;
    if (counts && !is_same_place) limits.push_back(&limit);
  }
  return limits;
}

// The tokens between two values.
std::vector<const Token*> tokens_between(const AuditedSentence& sentence, const WrittenLimit& left,
                                         const WrittenLimit& right) {
  std::vector<const Token*> between;
  for (const Token& token : sentence.tokens) {
    const bool lies_between =
        token.span.begin >= left.value_span.end && token.span.end <= right.value_span.begin;
    if (lies_between) between.push_back(&token);
  }
  return between;
}

bool has(const std::vector<const Token*>& tokens, TokenKind kind) {
  return std::any_of(tokens.begin(), tokens.end(),
                     [&](const Token* token) { return token->kind == kind; });
}

// "BP > 180 mmHg systolic and/or > 110 mmHg diastolic"
void check_and_or(const AuditedSentence& sentence, WordingFindings& found) {
  for (const Token& token : sentence.tokens) {
    if (token.kind != TokenKind::and_or) continue;
    const auto lies_before = [&](const WrittenLimit& limit) {
      return limit.value_span.end <= token.span.begin;
    };
    const auto lies_behind = [&](const WrittenLimit& limit) {
      return limit.value_span.begin >= token.span.end;
    };
    const bool stands_between_limits =
        std::any_of(sentence.limits.begin(), sentence.limits.end(), lies_before) &&
        std::any_of(sentence.limits.begin(), sentence.limits.end(), lies_behind);
    if (!stands_between_limits) continue;
    report(found, AuditCode::ambiguous_logic, sentence, token.span,
           fmt::format("{} between limits: are both needed, or is one enough?",
                       in_marks(sentence, token.span)),
           "write \"or\" where one is enough, \"and\" where both are needed");
  }
}

// Whether both values of a pair belong to one statement that "and" joins clearly.
bool is_one_statement(const WrittenLimit& left, const WrittenLimit& right) {
  return left.analyte == right.analyte;
}

// "SBP > 160 and DBP > 100" as an exclusion, "INR > 1.5, PTT > 40"
void check_exclusion(const AuditedTrial& trial, const AuditedSentence& sentence,
                     WordingFindings& found) {
  if (sentence.criterion.kind != CriterionKind::exclusion) return;
  const auto limits = measured_limits(trial, sentence);
  for (std::size_t at = 0; at + 1 < limits.size(); ++at) {
    if (is_one_statement(*limits[at], *limits[at + 1])) continue;
    const auto between = tokens_between(sentence, *limits[at], *limits[at + 1]);
    const bool is_open = has(between, TokenKind::or_) || has(between, TokenKind::semicolon) ||
                         has(between, TokenKind::and_or) || has(between, TokenKind::but);
    const bool joins = has(between, TokenKind::and_);
    // A list of limits that only commas join, to its end.
    const bool is_bare = at + 2 == limits.size() && !joins && has(between, TokenKind::comma) &&
                         between.size() <= 3 && !holds(sentence, TokenKind::or_) &&
                         !holds(sentence, TokenKind::and_or);
    if (is_open || (!joins && !is_bare)) continue;
    if (joins && between.size() > 4) continue;
    const Span words{limits[at]->span.begin, limits[at + 1]->value_span.end};
    report(found, AuditCode::ambiguous_logic, sentence, words,
           joins ? std::string("\"and\" between limits of an exclusion: must both be met, or does "
                               "each exclude?")
                 : std::string("only commas join these limits: must all be met, or does each "
                               "exclude?"),
           "write \"or\" where each excludes, \"and both\" where only both together do");
    return;
  }
}

// "A > 1 and B > 2 or C > 3"
void check_mixed(const AuditedTrial& trial, const AuditedSentence& sentence,
                 WordingFindings& found) {
  const auto limits = measured_limits(trial, sentence);
  for (std::size_t at = 0; at + 2 < limits.size(); ++at) {
    const auto first = tokens_between(sentence, *limits[at], *limits[at + 1]);
    const auto second = tokens_between(sentence, *limits[at + 1], *limits[at + 2]);
    const auto joins_by = [](const std::vector<const Token*>& between, TokenKind kind) {
      constexpr std::size_t most = 3;
      return between.size() <= most && has(between, kind) && !has(between, TokenKind::comma) &&
             !has(between, TokenKind::left) && !has(between, TokenKind::right) &&
             !has(between, TokenKind::semicolon);
    };
    const bool is_mixed = (joins_by(first, TokenKind::and_) && joins_by(second, TokenKind::or_)) ||
                          (joins_by(first, TokenKind::or_) && joins_by(second, TokenKind::and_));
    const bool are_different = limits[at]->analyte != limits[at + 1]->analyte &&
                               limits[at + 1]->analyte != limits[at + 2]->analyte;
    if (!is_mixed || !are_different) continue;
    report(found, AuditCode::ambiguous_logic, sentence,
           {limits[at]->span.begin, limits[at + 2]->value_span.end},
           "\"and\" and \"or\" without brackets: which of them is taken together first?",
           "put what belongs together in brackets, or on lines of its own");
    return;
  }
}

bool is_record(TokenKind kind) {
  return is_one_of(
      kind, {TokenKind::condition, TokenKind::medication, TokenKind::procedure, TokenKind::event});
}

// "No diabetes and hypertension": neither, or not both?
void check_negation(const AuditedSentence& sentence, WordingFindings& found) {
  const auto& tokens = sentence.tokens;
  const auto skip = [&](std::size_t at) {
    while (at < tokens.size() &&
           is_one_of(tokens[at].kind, {TokenKind::filler, TokenKind::history, TokenKind::active,
                                       TokenKind::narrowing})) {
      ++at;
    }
    return at;
  };
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    if (tokens[at].kind != TokenKind::negation) continue;
    const std::size_t first = skip(at + 1);
    if (first + 1 >= tokens.size() || !is_record(tokens[first].kind)) continue;
    if (tokens[first + 1].kind != TokenKind::and_) continue;
    const std::size_t second = skip(first + 2);
    if (second >= tokens.size() || !is_record(tokens[second].kind)) continue;
    const Span words{tokens[at].span.begin, tokens[second].span.end};
    report(found, AuditCode::ambiguous_logic, sentence, words,
           fmt::format("{}: neither of the two, or not both together?", in_marks(sentence, words)),
           "write \"or\" where neither may be there");
  }
}

}  // namespace

void ambiguous_logic(const AuditedTrial& trial, WordingFindings& found) {
  for (const AuditedSentence& sentence : trial.sentences) {
    check_and_or(sentence, found);
    check_exclusion(trial, sentence, found);
    check_mixed(trial, sentence, found);
    check_negation(sentence, found);
  }
}

}  // namespace eligo::wording
