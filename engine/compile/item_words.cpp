#include "compile/item_words.h"

namespace eligo::compile {
namespace {

enum class Weight { nothing, narrows, shifts };

Weight weight_of(TokenKind kind) {
  switch (kind) {
    case TokenKind::filler:
    case TokenKind::comma:
    case TokenKind::colon:
    case TokenKind::semicolon:
    case TokenKind::left:
    case TokenKind::right:
    case TokenKind::history:
    case TokenKind::dash:
    case TokenKind::at:
    case TokenKind::anchor:
    case TokenKind::between:
    case TokenKind::age:
    case TokenKind::to:
    case TokenKind::within:
    case TokenKind::since:
    case TokenKind::and_:
    case TokenKind::or_:
    case TokenKind::slash:
    case TokenKind::exposure:
    case TokenKind::active:
    case TokenKind::male:
    case TokenKind::female:
      return Weight::nothing;
    case TokenKind::conditional:
    case TokenKind::negation:
    case TokenKind::exception:
    case TokenKind::permission:
    case TokenKind::other_person:
      return Weight::shifts;
    default:
      return Weight::narrows;
  }
}

// Where a parenthesis of examples, which say nothing that the name does not, ends.
std::size_t after_examples(const Sentence& sentence, TokenRange tokens) {
  const bool is_parenthesis = tokens.end - tokens.begin > 1 &&
                              sentence.token(tokens.begin).kind == TokenKind::left &&
                              sentence.token(tokens.begin + 1).kind == TokenKind::examples;
  if (!is_parenthesis) return tokens.begin;
  std::size_t depth = 0;
  for (std::size_t index = tokens.begin; index < tokens.end; ++index) {
    if (sentence.token(index).kind == TokenKind::left) ++depth;
    if (sentence.token(index).kind == TokenKind::right && --depth == 0) return index + 1;
  }
  return tokens.end;
}

}  // namespace

void sort_leftover(const Sentence& sentence, TokenRange tokens, Leftover& leftover) {
  std::size_t begin = tokens.begin;
  while (begin < tokens.end) {
    begin = after_examples(sentence, {begin, tokens.end});
    if (begin >= tokens.end) break;
    const Weight weight = weight_of(sentence.token(begin).kind);
    if (weight == Weight::shifts) leftover.shifts_meaning = true;
    if (weight != Weight::narrows) {
      ++begin;
      continue;
    }
    // One run of words, with what says nothing inside it.
    std::size_t end = begin;
    std::size_t last = begin;
    while (end < tokens.end && weight_of(sentence.token(end).kind) != Weight::shifts &&
           after_examples(sentence, {end, tokens.end}) == end) {
      if (weight_of(sentence.token(end).kind) == Weight::narrows) last = end;
      ++end;
    }
    leftover.narrow.emplace_back(sentence.words(TokenRange{begin, last + 1}));
    begin = end;
  }
}

}  // namespace eligo::compile
