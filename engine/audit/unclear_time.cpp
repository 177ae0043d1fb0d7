#include <fmt/format.h>

#include <algorithm>

#include "audit/phrase_list.h"
#include "audit/rules.h"
#include "audit/sentence_shape.h"

namespace eligo::wording {
namespace {

using compile::Phrase;
using compile::Token;
using compile::TokenKind;

// Whether the sentence gives any span of time or date: what is recent is then said.
bool gives_a_time(const AuditedSentence& sentence) {
  const bool has_phrase =
      std::any_of(sentence.phrases.begin(), sentence.phrases.end(), [](const Phrase& phrase) {
        return std::holds_alternative<compile::TimePhrase>(phrase.node);
      });
  return has_phrase || holds(sentence, TokenKind::time_unit) || holds(sentence, TokenKind::last) ||
         holds(sentence, TokenKind::anchor);
}

// "current use of", "currently taking": since when must it have ended?
bool is_of_a_treatment(const AuditedSentence& sentence, Span word) {
  constexpr std::size_t near = 3;
  const std::size_t first = token_from(sentence, word.begin);
  for (std::size_t at = first; at < std::min(first + near, sentence.tokens.size()); ++at) {
    if (is_one_of(sentence.tokens[at].kind, {TokenKind::exposure, TokenKind::medication})) {
      return true;
    }
  }
  return false;
}

}  // namespace

void unclear_time(const AuditedTrial& trial, WordingFindings& found) {
  static const PhraseList recent = {
      {"recent|recently|lately|of late|long term use|long term therapy|long term "
       "treatment|prolonged use|long "
       "standing|longstanding|in the near future|remote history",
       "give the days, weeks or months that are meant"}};
  static const PhraseList current = {
      {"current use|currently using|currently taking|currently "
       "receiving|currently on|current treatment|current therapy|"
       "currently treated|currently being treated",
       "say how long before the trial it must have ended"}};
  for (const AuditedSentence& sentence : trial.sentences) {
    if (gives_a_time(sentence)) continue;
    for (const PhraseMatch& match : recent.find(sentence)) {
      if (is_within_a_name(sentence, match.span) || defines(sentence, match.span)) continue;
      report(found, AuditCode::unclear_time, sentence, match.span,
             fmt::format("{} has no limit in time", in_marks(sentence, match.span)),
             std::string(match.advice));
    }
    if (sentence.criterion.kind != CriterionKind::exclusion) continue;
    for (const PhraseMatch& match : current.find(sentence)) {
      if (!is_of_a_treatment(sentence, match.span)) continue;
      report(found, AuditCode::unclear_time, sentence, match.span,
             fmt::format("{} does not say how long ago the last dose may be",
                         in_marks(sentence, match.span)),
             std::string(match.advice));
    }
  }
}

}  // namespace eligo::wording
