#include "compile/read_sentence.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "compile/expressions.h"
#include "compile/read_list.h"

namespace eligo::compile {
namespace {

bool is_single(const Sentence& sentence, const Phrase& phrase, TokenKind kind) {
  return std::holds_alternative<SingleToken>(phrase.node) &&
         sentence.token(phrase.begin).kind == kind;
}

// The statements of a sentence: what stands between semicolons and full stops.
std::vector<Phrases> statements_of(const Sentence& sentence, Phrases phrases) {
  std::vector<Phrases> statements;
  std::size_t begin = 0;
  for (std::size_t index = 0; index <= phrases.size(); ++index) {
    const bool ends =
        index == phrases.size() || is_single(sentence, phrases[index], TokenKind::semicolon);
    if (!ends) continue;
    if (index > begin) statements.push_back(phrases.subspan(begin, index - begin));
    begin = index + 1;
  }
  return statements;
}

}  // namespace

SentenceReading read_sentence(Sentence& sentence, Phrases phrases) {
  SentenceReading all;
  std::vector<syntax::Expression> meanings;
  for (const Phrases statement : statements_of(sentence, phrases)) {
    SentenceReading one = read_statement(sentence, statement);
    all.has_open_words = all.has_open_words || one.has_open_words;
    all.has_question = all.has_question || one.has_question;
    all.has_computed = all.has_computed || one.has_computed;
    if (!one.meaning) continue;
    const bool permits = holds(sentence, tokens_of(statement), TokenKind::permission);
    if (!permits || meanings.empty()) {
      meanings.push_back(std::move(*one.meaning));
      continue;
    }
    // What is allowed takes back some of what was said before it.
    std::vector<syntax::Expression> both;
    both.push_back(std::move(meanings.back()));
    both.push_back(std::move(*one.meaning));
    const bool is_exclusion = sentence.list() == CriteriaList::exclusion;
    meanings.back() = is_exclusion ? all_of(std::move(both)) : any_of(std::move(both));
  }
  if (meanings.empty()) return all;
  // An inclusion asks for each of its statements; each statement of an exclusion excludes.
  all.meaning = sentence.list() == CriteriaList::inclusion ? all_of(std::move(meanings))
                                                           : any_of(std::move(meanings));
  return all;
}

}  // namespace eligo::compile
