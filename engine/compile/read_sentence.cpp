#include "compile/read_sentence.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "compile/expressions.h"
#include "compile/read_lead.h"
#include "compile/read_list.h"
#include "compile/read_permission.h"
#include "quantity/unit_spelling.h"

namespace eligo::compile {
namespace {

bool is_single(const Sentence& sentence, const Phrase& phrase, TokenKind kind) {
  return std::holds_alternative<SingleToken>(phrase.node) &&
         sentence.token(phrase.begin).kind == kind;
}

// "(a)", "(ii)": a mark of an item, which says nothing.
bool is_mark(const Sentence& sentence, const Phrase& phrase) {
  const auto* parenthesised = std::get_if<Parenthesised>(&phrase.node);
  if (parenthesised == nullptr || parenthesised->inside.size() != 1) return false;
  const std::string_view mark = sentence.words(parenthesised->inside.front().span);
  constexpr std::size_t longest = 3;
  const bool is_letter = mark.size() == 1 && mark[0] >= 'a' && mark[0] <= 'z';
  const bool is_roman =
      mark.size() <= longest && mark.find_first_not_of("iv") == std::string_view::npos;
  const bool is_digit = mark.size() == 1 && mark[0] >= '1' && mark[0] <= '9';
  return is_letter || is_roman || is_digit;
}

// Where a sentence has marks, two at least, they are no words of it.
std::vector<Phrase> without_marks(const Sentence& sentence, Phrases phrases) {
  const auto marks = std::count_if(phrases.begin(), phrases.end(),
                                   [&](const Phrase& phrase) { return is_mark(sentence, phrase); });
  std::vector<Phrase> rest;
  for (const Phrase& phrase : phrases) {
    if (marks < 2 || !is_mark(sentence, phrase)) rest.push_back(phrase);
  }
  return rest;
}

std::size_t first_word(const Sentence& sentence, Phrases statement) {
  std::size_t first = 0;
  while (first < statement.size() && is_single(sentence, statement[first], TokenKind::filler))
    ++first;
  return first;
}

// "Subjects must not have asthma" among what excludes: what must not be excludes.
Phrases without_requirement(Sentence& sentence, Phrases statement) {
  if (sentence.list() == CriteriaList::inclusion) return statement;
  const std::size_t first = first_word(sentence, statement);
  if (first >= statement.size() || !is_single(sentence, statement[first], TokenKind::negation)) {
    return statement;
  }
  const std::string word = ascii_lower(sentence.words(statement[first].begin));
  const bool requires_it = word.starts_with("must not") || word.starts_with("may not") ||
                           word.starts_with("should not") || word.starts_with("cannot") ||
                           word.find("not to have") != std::string::npos;
  if (!requires_it) return statement;
  sentence.assume("among what excludes, what must not be is taken to exclude");
  return statement.subspan(first + 1);
}

// "No prior stroke" among what excludes.
bool denies_twice(const Sentence& sentence, Phrases statement) {
  if (sentence.list() == CriteriaList::inclusion) return false;
  const std::size_t first = first_word(sentence, statement);
  if (first >= statement.size() || !is_single(sentence, statement[first], TokenKind::negation)) {
    return false;
  }
  const std::string word = ascii_lower(sentence.words(statement[first].begin));
  return word == "no" || word.starts_with("no ");
}

// What a statement that allows something does to those before it.
void permit(Sentence& sentence, Phrases statement, SentenceReading& before) {
  if (take_out_permitted(sentence, statement, before)) return;
  std::string words(sentence.words(tokens_of(statement)));
  sentence.leave_open("a permission, which takes back something", words);
  std::vector<syntax::Expression> both;
  both.push_back(std::move(*before.meaning));
  both.push_back(unread(std::move(words)));
  const bool is_exclusion = sentence.list() == CriteriaList::exclusion;
  before.meaning = is_exclusion ? all_of(std::move(both)) : any_of(std::move(both));
  before.has_open_words = true;
}

}  // namespace

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

SentenceReading read_sentence(Sentence& sentence, Phrases written) {
  const std::vector<Phrase> phrases = without_marks(sentence, written);
  if (auto led_in = read_led_in(sentence, phrases)) return std::move(*led_in);
  SentenceReading all;
  std::vector<syntax::Expression> meanings;
  for (const Phrases whole : statements_of(sentence, phrases)) {
    const Phrases statement = without_requirement(sentence, whole);
    if (denies_twice(sentence, statement)) {
      // For the sake of the constraints only.
      const Sentence::Mark mark = sentence.mark();
      read_statement(sentence, statement);
      sentence.forget_readings_since(mark);
      const std::string words(sentence.words(tokens_of(statement)));
      sentence.leave_open(
          "an exclusion that denies: it may leave out those who have it or who have it not", words);
      meanings.push_back(unread(words));
      all.has_open_words = true;
      continue;
    }
    if (!meanings.empty() && permits(sentence, statement)) {
      SentenceReading before;
      before.meaning = std::move(meanings.back());
      permit(sentence, statement, before);
      meanings.back() = std::move(*before.meaning);
      all.has_open_words = all.has_open_words || before.has_open_words;
      continue;
    }
    SentenceReading one = read_statement(sentence, statement);
    all.has_open_words = all.has_open_words || one.has_open_words;
    all.has_question = all.has_question || one.has_question;
    all.has_computed = all.has_computed || one.has_computed;
    if (one.meaning) meanings.push_back(std::move(*one.meaning));
  }
  if (meanings.empty()) return all;
  // An inclusion asks for each of its statements; each statement of an exclusion excludes.
  all.meaning = sentence.list() == CriteriaList::inclusion ? all_of(std::move(meanings))
                                                           : any_of(std::move(meanings));
  return all;
}

}  // namespace eligo::compile
