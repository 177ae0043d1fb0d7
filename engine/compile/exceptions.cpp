#include "compile/exceptions.h"

#include <algorithm>
#include <array>
#include <utility>

#include "compile/expressions.h"
#include "compile/join_items.h"
#include "quantity/unit_spelling.h"

namespace eligo::compile {
namespace {

bool is_outcome(std::string_view lower) {
  static constexpr std::array<std::string_view, 5> outcomes = {"excised", "resected", "removed",
                                                               "cured", "eradicated"};
  return std::find(outcomes.begin(), outcomes.end(), lower) != outcomes.end();
}

bool says_nothing(TokenKind kind) {
  switch (kind) {
    case TokenKind::filler:
    case TokenKind::exception:
    case TokenKind::examples:
    case TokenKind::permission:
    case TokenKind::left:
    case TokenKind::right:
    case TokenKind::history:
    case TokenKind::exposure:
      return true;
    default:
      return false;
  }
}

// One name with the words around it; nothing where there is none, or more than one.
std::optional<TakenOut> taken_out(const Sentence& sentence, TokenRange range) {
  std::optional<TakenOut> item;
  bool has_outcome = false;
  bool is_open = false;
  for (std::size_t index = range.begin; index < range.end; ++index) {
    const Token& token = sentence.token(index);
    const std::string lower = ascii_lower(sentence.words(index));
    if (is_record_name(token.kind)) {
      if (item) return std::nullopt;
      item = TakenOut{*token.concept_id, {}, {}};
    } else if (item && is_outcome(lower)) {
      item->outcomes.push_back(lower);
      has_outcome = true;
    } else if (token.kind == TokenKind::negation || token.kind == TokenKind::conditional) {
      return std::nullopt;
    } else if (!says_nothing(token.kind)) {
      is_open = true;
    }
  }
  if (item && is_open) {
    item->open = std::string(sentence.words(range));
    item->outcomes.clear();
  }
  if (item && has_outcome && item->outcomes.size() > 1) return std::nullopt;
  return item;
}

// The records that an expression is about: one reference, denied or not.
syntax::Expression* records_in(syntax::Expression& meaning) {
  if (std::holds_alternative<syntax::RecordExists>(meaning.node)) return &meaning;
  auto* negation = std::get_if<syntax::Negation>(&meaning.node);
  if (negation == nullptr) return nullptr;
  return std::holds_alternative<syntax::RecordExists>(negation->operand->node) ? &*negation->operand
                                                                               : nullptr;
}

}  // namespace

std::optional<TakenOutList> taken_out_in(Sentence& sentence, Phrases phrases) {
  TakenOutList list;
  if (!phrases.empty() && std::holds_alternative<TimePhrase>(phrases.back().node)) {
    list.window = window_of(sentence, phrases.back());
    if (!list.window || !list.window->period) return std::nullopt;
    phrases = phrases.first(phrases.size() - 1);
  }
  const bool is_plain = std::all_of(phrases.begin(), phrases.end(), [](const Phrase& phrase) {
    return std::holds_alternative<SingleToken>(phrase.node);
  });
  if (!is_plain) return std::nullopt;
  const Items items = items_of(sentence, phrases);
  for (const Phrases item : items.phrases) {
    auto one = taken_out(sentence, tokens_of(item));
    if (!one) return std::nullopt;
    list.items.push_back(std::move(*one));
  }
  if (list.items.empty()) return std::nullopt;
  return list;
}

bool take_out(Sentence& sentence, const TakenOutList& list, const std::string& words,
              SentenceReading& reading) {
  if (!reading.meaning) return false;
  syntax::Expression* about = records_in(*reading.meaning);
  if (about == nullptr) return false;
  syntax::RecordReference& record = std::get<syntax::RecordExists>(about->node).record;
  if (record.terms.empty() || (list.window && record.window)) return false;
  const Vocabulary& vocabulary = sentence.vocabulary();
  const bool is_alike =
      std::all_of(list.items.begin(), list.items.end(), [&](const TakenOut& item) {
        return name_of(vocabulary[item.term].kind) == record.kind.text;
      });
  if (!is_alike) return false;
  if (list.window) {
    record.window = list.window;
    record.status.reset();
  }
  std::vector<syntax::Expression> open;
  for (const TakenOut& item : list.items) {
    syntax::Exception exception{name(vocabulary[item.term].key), {}};
    for (const std::string& outcome : item.outcomes) exception.outcomes.push_back(quoted(outcome));
    record.exceptions.push_back(std::move(exception));
    if (item.open.empty()) continue;
    // Whether one that is recorded is such a one as is taken out, nobody can tell from the record.
    syntax::RecordReference one = record;
    one.terms = {syntax::Term(name(vocabulary[item.term].key))};
    one.exceptions.clear();
    std::vector<syntax::Expression> both;
    both.push_back(expression(syntax::RecordExists{std::move(one)}));
    both.push_back(unread(words));
    open.push_back(all_of(std::move(both)));
    sentence.leave_open("what is taken out is described in words that no record has", item.open);
    reading.has_open_words = true;
  }
  if (open.empty()) return true;
  open.insert(open.begin(), std::move(*about));
  *about = any_of(std::move(open));
  return true;
}

std::optional<SentenceReading> with_exceptions(Sentence& sentence, Phrases front, Phrases tail) {
  const Sentence::Mark mark = sentence.mark();
  if (const auto list = taken_out_in(sentence, tail)) {
    SentenceReading reading = join_items(sentence, front);
    if (take_out(sentence, *list, std::string(sentence.words(tokens_of(tail))), reading))
      return reading;
  }
  sentence.forget_all_since(mark);
  return std::nullopt;
}

namespace {

// Whether a tail of examples names kinds, and nothing that would add to what was named.
bool is_list_of_kinds(const Sentence& sentence, Phrases tail) {
  return std::all_of(tail.begin(), tail.end(), [&](const Phrase& phrase) {
    if (std::holds_alternative<Parenthesised>(phrase.node)) {
      const auto& inside = std::get<Parenthesised>(phrase.node).inside;
      return is_list_of_kinds(sentence, inside);
    }
    if (!std::holds_alternative<SingleToken>(phrase.node)) return false;
    switch (sentence.token(phrase.begin).kind) {
      case TokenKind::number:
      case TokenKind::unit:
      case TokenKind::measured:
      case TokenKind::fact:
      case TokenKind::negation:
      case TokenKind::active:
      case TokenKind::history:
      case TokenKind::exposure:
      case TokenKind::conditional:
      case TokenKind::exception:
      case TokenKind::permission:
      case TokenKind::human:
      case TokenKind::other_person:
      case TokenKind::before:
      case TokenKind::after:
      case TokenKind::since:
      case TokenKind::within:
        return false;
      default:
        return true;
    }
  });
}

}  // namespace

SentenceReading with_examples(Sentence& sentence, Phrases front, Phrases tail) {
  const Sentence::Mark mark = sentence.mark();
  SentenceReading reading = join_items(sentence, front);
  if (!reading.meaning) return reading;
  syntax::Expression* about = records_in(*reading.meaning);
  std::optional<syntax::Window> window;
  Phrases kinds = tail;
  if (std::holds_alternative<TimePhrase>(tail.back().node)) {
    window = window_of(sentence, tail.back());
    kinds = tail.first(tail.size() - 1);
  }
  const bool has_time = kinds.size() != tail.size();
  const std::string words(sentence.words(tokens_of(tail)));
  syntax::RecordReference* main =
      about == nullptr ? nullptr : &std::get<syntax::RecordExists>(about->node).record;
  const bool time_fits =
      !has_time || (window && window->period && main != nullptr && !main->window);
  const bool takes_out = holds(sentence, tokens_of(tail), TokenKind::exception);
  if (main == nullptr || !time_fits || takes_out) {
    sentence.forget_all_since(mark);
    sentence.leave_open("examples that may say more than what they are examples of", words);
    return join_items(sentence, front, words);
  }
  if (has_time) {
    main->window = window;
    main->status.reset();
  }
  // An example that is no kind of what was named is named beside it.
  const Vocabulary& vocabulary = sentence.vocabulary();
  for (const Phrases item : items_of(sentence, kinds).phrases) {
    // "drug-induced hypertension" is not every hypertension.
    const auto example = taken_out(sentence, tokens_of(item));
    if (!example || !example->open.empty() || main->status) continue;
    const Concept& named = vocabulary[example->term];
    if (name_of(named.kind) != main->kind.text) continue;
    const bool is_kind =
        std::any_of(main->terms.begin(), main->terms.end(), [&](const syntax::Term& term) {
          const auto id = vocabulary.find(term.text);
          return id && vocabulary.is_kind_of(example->term, *id);
        });
    if (!is_kind) main->terms.push_back(syntax::Term(name(named.key)));
  }
  if (is_list_of_kinds(sentence, kinds)) return reading;
  // "coagulopathy, including platelets < 100,000/µL" adds what no record of the name has.
  sentence.leave_open("examples that may say more than what they are examples of", words);
  std::vector<syntax::Expression> either;
  either.push_back(std::move(*about));
  either.push_back(unread(words));
  *about = any_of(std::move(either));
  reading.has_open_words = true;
  return reading;
}

}  // namespace eligo::compile
