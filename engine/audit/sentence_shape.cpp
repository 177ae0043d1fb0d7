#include "audit/sentence_shape.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "audit/phrase_list.h"

namespace eligo {

using compile::Token;
using compile::TokenKind;

void report(WordingFindings& found, AuditCode code, const AuditedSentence& sentence, Span words,
            std::string message, std::string suggestion) {
  WordingFinding finding;
  finding.code = code;
  finding.sentence = &sentence;
  finding.words = words;
  finding.message = std::move(message);
  finding.suggestion = std::move(suggestion);
  found.push_back(std::move(finding));
}

std::string in_marks(const AuditedSentence& sentence, Span words) {
  constexpr std::size_t most = 60;
  std::string_view text = sentence.at(words);
  if (text.size() <= most) return fmt::format("\"{}\"", text);
  const std::size_t space = text.rfind(' ', most);
  text = text.substr(0, space == std::string_view::npos ? text.size() : space);
  return fmt::format("\"{} …\"", text);
}

bool is_one_of(TokenKind kind, std::initializer_list<TokenKind> kinds) {
  return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

bool holds(const AuditedSentence& sentence, TokenKind kind) {
  return std::any_of(sentence.tokens.begin(), sentence.tokens.end(),
                     [&](const Token& token) { return token.kind == kind; });
}

std::size_t token_from(const AuditedSentence& sentence, std::uint32_t byte) {
  const auto found = std::find_if(sentence.tokens.begin(), sentence.tokens.end(),
                                  [&](const Token& token) { return token.span.begin >= byte; });
  return static_cast<std::size_t>(found - sentence.tokens.begin());
}

bool is_within_a_name(const AuditedSentence& sentence, Span words) {
  return std::any_of(sentence.tokens.begin(), sentence.tokens.end(), [&](const Token& token) {
    return token.concept_id && token.span.begin <= words.begin && token.span.end >= words.end &&
           token.span != words;
  });
}

namespace {

bool narrows(const AuditedSentence& sentence, std::size_t token) {
  return token < sentence.tokens.size() &&
         is_one_of(sentence.tokens[token].kind, {TokenKind::narrowing, TokenKind::active});
}

// How far apart words and a limit stand: a comma counts one, "or" and the end of a clause two. The
// "or" of "severe or uncontrolled hypertension" counts nothing, nor do those within the brackets
// that the limit stands in: "severe liver failure (ALT or AST > 5 × ULN)".
int steps_between(const AuditedSentence& sentence, std::uint32_t from, std::uint32_t to) {
  int steps = 0;
  bool is_in_brackets = false;
  for (std::size_t at = 0; at < sentence.tokens.size(); ++at) {
    const Token& token = sentence.tokens[at];
    if (token.span.begin < from || token.span.end > to) continue;
    // What stands in brackets or behind a colon says what the words before it mean.
    if (is_one_of(token.kind, {TokenKind::left, TokenKind::colon})) steps = 0;
    if (token.kind == TokenKind::left) is_in_brackets = true;
    if (token.kind == TokenKind::right) is_in_brackets = false;
    if (is_in_brackets) continue;
    if (token.kind == TokenKind::comma) ++steps;
    if (token.kind == TokenKind::semicolon) steps += 2;
    const bool joins_words = narrows(sentence, at + 1) || (at > 0 && narrows(sentence, at - 1));
    if (token.kind == TokenKind::or_ && !joins_words) steps += 2;
  }
  return steps;
}

}  // namespace

bool defines(const AuditedSentence& sentence, Span words) {
  static const PhraseList definitions = {
      {"defined as|defined by|as defined|is defined|are defined|definition|definitions|i e|"
       "that is|according to the|as per the|based on the|classified|classification|grade|grades|"
       "class|stage|gold|ctcae|for which either|criteria for|criteria of|characterized by|as "
       "evidenced by|evidenced by|"
       "indicated by|as indicated|determined by|documented by|requiring|requires|required",
       ""}};
  if (sentence.leads_a_list() && sentence.text.ends_with(':')) return true;
  // "anemia or polycythemia defined as …": a definition may close two things.
  constexpr int most_steps = 1;
  constexpr int most_steps_to_a_definition = 2;
  const auto stands_with = [&](Span definition, int most) {
    const bool is_behind = definition.begin >= words.end;
    const int steps = is_behind ? steps_between(sentence, words.end, definition.begin)
                                : steps_between(sentence, definition.end, words.begin);
    return steps <= most;
  };
  const auto phrases = definitions.find(sentence);
  return std::any_of(phrases.begin(), phrases.end(),
                     [&](const PhraseMatch& phrase) {
                       return stands_with(phrase.span, most_steps_to_a_definition);
                     }) ||
         std::any_of(sentence.tokens.begin(), sentence.tokens.end(),
                     [&](const Token& token) {
                       return token.kind == TokenKind::grade && stands_with(token.span, most_steps);
                     }) ||
         std::any_of(sentence.limits.begin(), sentence.limits.end(),
                     [&](const WrittenLimit& limit) {
                       return limit.name != "age" && stands_with(limit.value_span, most_steps);
                     });
}

bool is_measured_limit(const AuditedTrial& trial, const WrittenLimit& limit) {
  if (!limit.analyte) return false;
  const Concept& analyte = trial.vocabulary[*limit.analyte];
  return is_measured(analyte.kind) && analyte.kind != ConceptKind::score &&
         analyte.unit.has_value();
}

}  // namespace eligo
