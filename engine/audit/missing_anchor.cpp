#include <fmt/format.h>

#include <array>

#include "audit/phrase_list.h"
#include "audit/rules.h"
#include "audit/sentence_shape.h"

namespace eligo::wording {
namespace {

using compile::Token;
using compile::TokenKind;

// Words behind a period that say from when it counts.
bool counts_from_something(const AuditedSentence& sentence, std::size_t word) {
  static const PhraseList anchors = {
      {"of|before|prior|after|from|following|preceding|previous|since|post|to|at|ago|until|by|"
       "pre|upon|leading|up|when|in advance|for",
       ""}};
  constexpr std::size_t near = 3;
  for (std::size_t at = word; at < std::min(word + near, sentence.words.size()); ++at) {
    if (anchors.matches_at(sentence, at)) return true;
  }
  return false;
}

bool speaks_of_an_anchor(const AuditedSentence& sentence) {
  return holds(sentence, TokenKind::anchor) || holds(sentence, TokenKind::before) ||
         holds(sentence, TokenKind::after) || holds(sentence, TokenKind::last);
}

// The first word behind a byte.
std::size_t word_from(const AuditedSentence& sentence, std::uint32_t byte) {
  std::size_t at = 0;
  while (at < sentence.words.size() && sentence.words[at].span.begin < byte) ++at;
  return at;
}

}  // namespace

void missing_anchor(const AuditedTrial& trial, WordingFindings& found) {
  // "planning to become pregnant within 12 months": counts forward, from whenever it is asked
  static const PhraseList future = {
      {"plan*|intend*|expect*|anticipat*|scheduled|will|wish*|desir*|"
       "intent*|likely|life expectancy|complete|minutes|min",
       ""}};
  for (const AuditedSentence& sentence : trial.sentences) {
    const auto& tokens = sentence.tokens;
    if (speaks_of_an_anchor(sentence) || sentence.text.ends_with(':')) continue;
    if (!future.find(sentence).empty()) continue;
    for (std::size_t at = 0; at + 2 < tokens.size(); ++at) {
      const bool is_window = sentence.at(tokens[at].span) == "within" &&
                             tokens[at + 1].kind == TokenKind::number &&
                             tokens[at + 2].kind == TokenKind::time_unit;
      if (!is_window) continue;
      const Span words{tokens[at].span.begin, tokens[at + 2].span.end};
      if (counts_from_something(sentence, word_from(sentence, words.end))) continue;
      report(found, AuditCode::missing_anchor, sentence, words,
             fmt::format("{} does not say before which day", in_marks(sentence, words)),
             fmt::format("write \"{} before enrollment\", or the day that is meant",
                         sentence.at(words)));
    }
  }
}

}  // namespace eligo::wording
