#include "audit/limit_pairs.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "document/quote.h"
#include "quantity/rational.h"

namespace eligo {
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

// Whether the words ask for both at once.
bool are_joined(const AuditedSentence& sentence, const WrittenLimit& upper,
                const WrittenLimit& lower) {
  const Span statement = upper.value_span;
  const bool are_of_one_statement =
      is_upper(upper) && is_lower(lower) && upper.name == lower.name &&
      upper.name_span == lower.name_span && statement == lower.value_span &&
      upper.is_multiple == lower.is_multiple && has_one_unit(sentence, statement);
  if (!are_of_one_statement) return false;
  const bool is_exclusion = sentence.criterion.kind == CriterionKind::exclusion;
  return is_chain(upper) || (!is_exclusion && joined_by_and(sentence, statement));
}

// Where the words stand in the document; their sentence's line where they are not found again.
Place place_in(const Document& document, const AuditedSentence& sentence, Span words) {
  const CriterionPart& part = sentence.criterion.parts[sentence.part];
  std::optional<std::uint32_t> column;
  if (part.column > 0) column = part.column;
  const auto span = place_in_quote(document, sentence.text, part.line, column, words);
  if (span) return place_of(document.text, *span);
  const std::uint32_t start = document.text.line_start(part.line);
  const auto size = static_cast<std::uint32_t>(document.text.line_text(part.line).size());
  return place_of(document.text, {start, start + size});
}

std::string limit_words(const AuditedSentence& sentence, const WrittenLimit& limit,
                        const std::string& number) {
  std::string words = fmt::format("{} {}", sign_of(limit.op), number);
  if (limit.unit != nullptr) words += " " + std::string(sentence.at(limit.unit->span));
  return words;
}

std::optional<Rational> number_of(const WrittenLimit& limit) {
  return limit.numbers.size() == 1 ? parse_decimal(limit.numbers.front()) : std::nullopt;
}

std::optional<LimitPair> pair_of(const AuditedTrial& trial, const AuditedSentence& sentence,
                                 const WrittenLimit& upper, const WrittenLimit& lower) {
  if (!are_joined(sentence, upper, lower)) return std::nullopt;
  const auto high = number_of(upper);
  const auto low = number_of(lower);
  if (!high || !low) return std::nullopt;
  LimitPair pair;
  pair.criterion = static_cast<std::size_t>(&sentence.criterion - trial.program.criteria.data());
  pair.place = place_in(
      trial.document, sentence,
      {std::min(upper.span.begin, lower.span.begin), std::max(upper.span.end, lower.span.end)});
  pair.analyte = upper.analyte;
  pair.is_age = upper.name == "age";
  pair.subject = upper.analyte ? trial.vocabulary[*upper.analyte].name : upper.name;
  pair.is_multiple = upper.is_multiple;
  pair.upper.high = Bound{*high, upper.op == ConstraintOperator::at_most};
  pair.lower.low = Bound{*low, lower.op == ConstraintOperator::at_least};
  if (upper.unit != nullptr) pair.unit = upper.unit->ucum;
  pair.upper_words = limit_words(sentence, upper, upper.numbers.front());
  pair.lower_words = limit_words(sentence, lower, lower.numbers.front());
  return pair;
}

}  // namespace

std::vector<LimitPair> limit_pairs(const AuditedTrial& trial) {
  std::vector<LimitPair> pairs;
  for (const AuditedSentence& sentence : trial.sentences) {
    if (sentence.criterion.parts[sentence.part].line == 0) continue;
    for (const WrittenLimit& upper : sentence.limits) {
      for (const WrittenLimit& lower : sentence.limits) {
        if (auto pair = pair_of(trial, sentence, upper, lower)) pairs.push_back(*std::move(pair));
      }
    }
  }
  return pairs;
}

}  // namespace eligo
