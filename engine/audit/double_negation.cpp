#include <fmt/format.h>

#include <algorithm>

#include "audit/phrase_list.h"
#include "audit/rules.h"
#include "audit/sentence_shape.h"

namespace eligo::wording {
namespace {

using compile::Token;
using compile::TokenKind;

bool denies(const AuditedSentence& sentence, std::size_t token) {
  return sentence.tokens[token].kind == TokenKind::negation &&
         sentence.at(sentence.tokens[token].span) != "non";
}

// "unwilling", "inability": a negation in one word.
bool is_negative_word(const AuditedSentence& sentence, const SentenceWord& word) {
  static const PhraseList negative = {
      {"unable|unwilling|inability|incapable|unwillingness|refusal|refuses|noncompliant|absence|"
       "lack|without|failure to|not",
       ""}};
  const auto at = static_cast<std::size_t>(&word - sentence.words.data());
  return negative.matches_at(sentence, at);
}

// "not unable", "not without": a negation right behind a negation.
void check_nested(const AuditedSentence& sentence, WordingFindings& found) {
  constexpr std::size_t near = 1;  // words between the two
  for (std::size_t at = 0; at < sentence.tokens.size(); ++at) {
    if (!denies(sentence, at)) continue;
    const Token& negation = sentence.tokens[at];
    std::size_t between = 0;
    for (const SentenceWord& word : sentence.words) {
      if (word.span.begin < negation.span.end) continue;
      if (between > near) break;
      const std::size_t token = token_from(sentence, word.span.begin);
      const bool is_joined =
          token < sentence.tokens.size() &&
          is_one_of(sentence.tokens[token].kind,
                    {TokenKind::or_, TokenKind::and_, TokenKind::and_or, TokenKind::but});
      const std::string_view gap = sentence.at({negation.span.end, word.span.begin});
      if (is_joined || gap.find_first_of(",;.:()/") != std::string_view::npos) break;
      if (is_negative_word(sentence, word)) {
        const Span words{negation.span.begin, word.span.end};
        report(found, AuditCode::double_negation, sentence, words,
               fmt::format("{} denies a denial", in_marks(sentence, words)),
               "say in the affirmative what is asked for");
        return;
      }
      ++between;
    }
  }
}

// "positive Coombs test but no evidence of hemolysis are NOT excluded"
void check_not_excluded(const AuditedSentence& sentence, WordingFindings& found) {
  static const PhraseList permissions = {
      {"not excluded|are not excluded|is not excluded|not be excluded|not exclusionary|not an "
       "exclusion|not ineligible|not be ineligible",
       ""}};
  const auto matches = permissions.find(sentence);
  if (matches.empty()) return;
  const Span permission = matches.front().span;
  for (std::size_t at = 0; at < sentence.tokens.size(); ++at) {
    const Span span = sentence.tokens[at].span;
    const bool is_apart = span.end <= permission.begin || span.begin >= permission.end;
    if (!denies(sentence, at) || !is_apart) continue;
    report(found, AuditCode::double_negation, sentence, permission,
           fmt::format("{} and {} in one sentence: what is let in, and what is kept out?",
                       in_marks(sentence, span), in_marks(sentence, permission)),
           "say in a sentence of its own who is allowed");
    return;
  }
}

}  // namespace

void double_negation(const AuditedTrial& trial, WordingFindings& found) {
  for (const AuditedSentence& sentence : trial.sentences) {
    check_nested(sentence, found);
    check_not_excluded(sentence, found);
  }
}

}  // namespace eligo::wording
