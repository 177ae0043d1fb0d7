#include "compile/join_items.h"

#include <optional>

#include "compile/item_joiner.h"
#include "quantity/unit_spelling.h"

namespace eligo::compile {

namespace {

bool is_single_of(const Sentence& sentence, const Phrase& phrase, TokenKind kind) {
  return std::holds_alternative<SingleToken>(phrase.node) &&
         sentence.token(phrase.begin).kind == kind;
}

std::optional<TokenKind> joint_of(const Sentence& sentence, const Phrase& phrase) {
  // "neither A nor B"
  const bool is_nor = is_single_of(sentence, phrase, TokenKind::negation) &&
                      sentence.words(phrase.begin).size() == 3 &&
                      ascii_lower(sentence.words(phrase.begin)) == "nor";
  if (is_nor) return TokenKind::or_;
  for (const TokenKind kind : {TokenKind::comma, TokenKind::and_, TokenKind::or_, TokenKind::and_or,
                               TokenKind::but, TokenKind::slash}) {
    if (is_single_of(sentence, phrase, kind))
      return kind == TokenKind::but ? TokenKind::and_ : kind;
  }
  return std::nullopt;
}

}  // namespace

Items items_of(const Sentence& sentence, Phrases phrases) {
  Items items;
  std::size_t begin = 0;
  TokenKind joint = TokenKind::comma;
  for (std::size_t index = 0; index <= phrases.size(); ++index) {
    const bool is_end = index == phrases.size();
    const std::optional<TokenKind> next =
        is_end ? std::nullopt : joint_of(sentence, phrases[index]);
    if (!is_end && !next) continue;
    if (index > begin) {
      if (!items.phrases.empty()) items.joints.push_back(joint);
      items.phrases.push_back(phrases.subspan(begin, index - begin));
      joint = TokenKind::comma;
    }
    // ", or": the word counts, not the comma.
    if (next && joint == TokenKind::comma) joint = *next;
    begin = index + 1;
  }
  return items;
}

SentenceReading join_items(Sentence& sentence, Phrases phrases, const std::string& narrowed_by,
                           const ItemContext& context) {
  SentenceReading reading = ItemJoiner(sentence, phrases, context).join(narrowed_by);
  if (!narrowed_by.empty()) reading.has_open_words = true;
  return reading;
}

SentenceReading ItemJoiner::join(const std::string& narrowed_by) {
  read_items();
  flush_bare();
  note_lone_sex();
  SentenceReading reading;
  reading.has_open_words = has_open_words_;
  reading.has_computed = has_computed_;
  if (operands_.empty()) return reading;
  share_front();
  share_complement();
  share_window();
  join_sexes();
  const bool is_narrowed = carry_negation(narrowed_by);
  reading.meaning = joined();
  if (!narrowed_by.empty() && !is_narrowed) narrow(*reading.meaning, narrowed_by);
  reading.has_open_words = has_open_words_;
  return reading;
}

}  // namespace eligo::compile
