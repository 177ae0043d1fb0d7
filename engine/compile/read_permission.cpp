#include "compile/read_permission.h"

#include <algorithm>
#include <utility>

#include "compile/exceptions.h"
#include "compile/expressions.h"
#include "compile/join_items.h"
#include "quantity/unit_spelling.h"

namespace eligo::compile {
namespace {

bool is_of(const Sentence& sentence, const Phrase& phrase, TokenKind kind) {
  return std::holds_alternative<SingleToken>(phrase.node) &&
         sentence.token(phrase.begin).kind == kind;
}

bool is_filler(const Sentence& sentence, const Phrase& phrase) {
  return is_of(sentence, phrase, TokenKind::filler);
}

std::size_t first_of(const Sentence& sentence, Phrases phrases, TokenKind kind) {
  std::size_t index = 0;
  while (index < phrases.size() && !is_of(sentence, phrases[index], kind)) ++index;
  return index;
}

// "are eligible", "may be included": who may take part, which can be all who may.
bool says_who_may_take_part(std::string_view words) {
  const std::string lower = ascii_lower(words);
  for (const std::string_view part : {"eligible", "enrol", "includ", "enter", "particip"}) {
    if (lower.find(part) != std::string::npos) return true;
  }
  return false;
}

bool turns(const Sentence& sentence, TokenRange range) {
  for (const TokenKind kind : {TokenKind::conditional, TokenKind::exception, TokenKind::human,
                               TokenKind::judgement, TokenKind::other_person}) {
    if (holds(sentence, range, kind)) return true;
  }
  return false;
}

}  // namespace

std::optional<SentenceReading> read_permission(Sentence& sentence, Phrases phrases) {
  const std::size_t at = first_of(sentence, phrases, TokenKind::permission);
  Phrases named = phrases.first(at);
  const bool is_last =
      std::all_of(phrases.begin() + static_cast<std::ptrdiff_t>(at) + 1, phrases.end(),
                  [&](const Phrase& phrase) { return is_filler(sentence, phrase); });
  while (!named.empty() && is_filler(sentence, named.back())) named = named.first(named.size() - 1);
  const bool forbids = !named.empty() && is_of(sentence, named.back(), TokenKind::negation);
  const bool is_exclusion = sentence.list() == CriteriaList::exclusion;
  if (forbids) {
    named = named.first(named.size() - 1);
    if (!is_last || named.empty() || turns(sentence, tokens_of(named)) ||
        holds(sentence, tokens_of(named), TokenKind::negation)) {
      return std::nullopt;
    }
    SentenceReading reading = join_items(sentence, named);
    if (!reading.meaning) return std::nullopt;
    if (!is_exclusion) reading.meaning = negated(std::move(*reading.meaning));
    return reading;
  }
  // What follows a permission may limit it, but for what "may have received" names.
  const bool is_before_its_object = named.empty();
  const TokenRange about = tokens_of(is_before_its_object ? phrases.subspan(at + 1) : named);
  if (about.empty() || turns(sentence, about)) return std::nullopt;
  if (!is_last && !is_before_its_object) return std::nullopt;
  if (holds(sentence, about, TokenKind::number)) return std::nullopt;
  if (holds(sentence, about, TokenKind::word) || holds(sentence, about, TokenKind::left)) {
    return std::nullopt;
  }
  SentenceReading reading;
  if (is_exclusion) {
    reading.meaning = negated(expression(syntax::Anyone{}));
    reading.has_computed = true;
    return reading;
  }
  if (!says_who_may_take_part(sentence.words(phrases[at].begin))) {
    reading.meaning = expression(syntax::Anyone{});
    reading.has_computed = true;
    return reading;
  }
  reading = join_items(sentence, named);
  if (!reading.meaning) return std::nullopt;
  sentence.leave_open("whether others may take part is not said",
                      sentence.words(tokens_of(phrases)));
  std::vector<syntax::Expression> either;
  either.push_back(std::move(*reading.meaning));
  either.push_back(unread(std::string(sentence.words(tokens_of(phrases)))));
  reading.meaning = any_of(std::move(either));
  reading.has_open_words = true;
  return reading;
}

bool permits(const Sentence& sentence, Phrases statement) {
  const std::size_t at = first_of(sentence, statement, TokenKind::permission);
  if (at == statement.size()) return false;
  std::size_t before = at;
  while (before > 0 && is_filler(sentence, statement[before - 1])) --before;
  return before == 0 || !is_of(sentence, statement[before - 1], TokenKind::negation);
}

bool take_out_permitted(Sentence& sentence, Phrases statement, SentenceReading& before) {
  const std::size_t at = first_of(sentence, statement, TokenKind::permission);
  const bool is_last = std::all_of(
      statement.begin() + static_cast<std::ptrdiff_t>(std::min(at + 1, statement.size())),
      statement.end(), [&](const Phrase& phrase) { return is_filler(sentence, phrase); });
  if (at == statement.size() || !is_last) return false;
  const Phrases named = statement.first(at);
  if (holds(sentence, tokens_of(named), TokenKind::negation)) return false;
  const Sentence::Mark mark = sentence.mark();
  const auto list = taken_out_in(sentence, named);
  if (list && !list->window &&
      take_out(sentence, *list, std::string(sentence.words(tokens_of(statement))), before)) {
    return true;
  }
  sentence.forget_all_since(mark);
  return false;
}

}  // namespace eligo::compile
