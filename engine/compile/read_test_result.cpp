#include <algorithm>
#include <optional>
#include <utility>

#include "compile/expressions.h"
#include "compile/item.h"
#include "compile/item_words.h"
#include "compile/read_value.h"
#include "quantity/unit_spelling.h"

namespace eligo::compile {
namespace {

// The result of a test that a word says; empty where it says none.
std::string result_said(const Concept& test, std::string_view words) {
  std::string lower = ascii_lower(words);
  if (lower == "negative for") lower = "negative";
  if (lower == "reactive" || lower == "positivity") lower = "positive";
  if (lower == "nonreactive" || lower == "negativity") lower = "negative";
  const bool is_positive_or_negative = lower == "positive" || lower == "negative";
  const auto& results = test.named_results;
  const bool can_be = std::find(results.begin(), results.end(), lower) != results.end();
  return is_positive_or_negative && can_be ? lower : std::string();
}

std::optional<std::size_t> test_in(const Sentence& sentence, TokenRange range) {
  for (std::size_t index = range.begin; index < range.end; ++index) {
    const auto test = measured_concept(sentence, index);
    if (test && !sentence.vocabulary()[*test].named_results.empty()) return index;
  }
  return std::nullopt;
}

}  // namespace

std::optional<syntax::Expression> result_of(const Sentence& sentence, const Subject& test,
                                            const std::string& result) {
  if (test.kind != Subject::Kind::known) return std::nullopt;
  const Concept& analyte = sentence.vocabulary()[*test.analyte];
  if (result_said(analyte, result).empty()) return std::nullopt;
  syntax::Observed observed;
  observed.analyte = name(analyte.key);
  return expression(syntax::ResultIs{std::move(observed), {quoted(result)}});
}

// "HBsAg positive", "negative serum pregnancy test within 7 days before the first dose"
std::optional<ItemReading> read_test_result(Sentence& sentence, Phrases phrases) {
  const TokenRange range = tokens_of(phrases);
  const auto core = test_in(sentence, range);
  if (!core) return std::nullopt;
  const Concept& test = sentence.vocabulary()[*measured_concept(sentence, *core)];
  std::optional<syntax::Window> window;
  std::vector<TokenRange> times;
  for (const Phrase& phrase : phrases) {
    if (!std::holds_alternative<TimePhrase>(phrase.node)) continue;
    if (!window) window = window_of(sentence, phrase);
    times.push_back({phrase.begin, phrase.end});
  }
  const auto is_in_time = [&](std::size_t index) {
    return std::any_of(times.begin(), times.end(), [&](const TokenRange& time) {
      return index >= time.begin && index < time.end;
    });
  };
  ItemReading reading;
  Leftover leftover;
  for (std::size_t index = range.begin; index < range.end; ++index) {
    if (index == *core || is_in_time(index)) continue;
    std::string result = result_said(test, sentence.words(index));
    const TokenKind kind = sentence.token(index).kind;
    if (!result.empty() && (reading.result.empty() || reading.result == result)) {
      reading.result = std::move(result);
    } else if (kind == TokenKind::negation) {
      reading.is_negated = !reading.is_negated;
    } else if (kind == TokenKind::word && index < *core) {
      leftover.shifts_meaning = true;
    } else if (measured_concept(sentence, index)) {
      leftover.shifts_meaning = true;
    } else {
      sort_leftover(sentence, {index, index + 1}, leftover);
    }
  }
  if (reading.result.empty()) return std::nullopt;
  if (leftover.shifts_meaning || times.size() > 1 || (!times.empty() && !window)) {
    sentence.leave_open("words around a test result that may turn its meaning",
                        sentence.words(range));
    ItemReading open;
    return open;
  }
  syntax::Observed observed;
  observed.analyte = name(test.key);
  observed.window = std::move(window);
  reading.meaning = expression(syntax::ResultIs{std::move(observed), {quoted(reading.result)}});
  reading.rest = std::move(leftover.narrow);
  reading.has_front = true;
  if (reading.is_negated || !reading.rest.empty()) reading.result.clear();
  return reading;
}

}  // namespace eligo::compile
