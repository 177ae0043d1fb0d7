#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "compile/expressions.h"
#include "compile/item.h"
#include "compile/item_words.h"
#include "compile/join_items.h"
#include "compile/read_segment.h"
#include "compile/read_value.h"
#include "compile/value_shape.h"

namespace eligo::compile {
namespace {

ItemReading read_without_value(Sentence& sentence, Phrases phrases) {
  if (auto fact = read_fact(sentence, phrases)) return std::move(*fact);
  if (auto result = read_test_result(sentence, phrases)) return std::move(*result);
  if (auto record = read_record(sentence, phrases)) return std::move(*record);
  ItemReading reading;
  const TokenRange range = tokens_of(phrases);
  reading.is_empty = true;
  for (std::size_t index = range.begin; index < range.end; ++index) {
    const TokenKind kind = sentence.token(index).kind;
    if (kind == TokenKind::male || kind == TokenKind::female) {
      reading.sex = kind == TokenKind::male ? Sex::male : Sex::female;
    }
    if (kind != TokenKind::filler && kind != TokenKind::history && kind != TokenKind::colon) {
      reading.is_empty = false;
    }
  }
  TokenRange read;
  auto subject = subject_in(sentence, range, read);
  if (subject && subject->kind == Subject::Kind::known) reading.bare = std::move(subject);
  return reading;
}

}  // namespace

TokenRange tokens_of(Phrases phrases) {
  if (phrases.empty()) return {};
  return {phrases.front().begin, phrases.back().end};
}

bool holds(const Sentence& sentence, TokenRange tokens, TokenKind kind) {
  for (std::size_t index = tokens.begin; index < tokens.end; ++index) {
    if (sentence.token(index).kind == kind) return true;
  }
  return false;
}

namespace {

bool holds_value(const Sentence& sentence, const Phrase& phrase) {
  const auto* parenthesised = std::get_if<Parenthesised>(&phrase.node);
  if (parenthesised == nullptr) return false;
  return std::any_of(parenthesised->inside.begin(), parenthesised->inside.end(),
                     [&](const Phrase& inner) {
                       return is_value(sentence, inner) || holds_value(sentence, inner);
                     });
}

// "adults (≥ 18 years)": only people are named, so the value is their age.
bool speaks_of_people(const Sentence& sentence, TokenRange range) {
  for (std::size_t index = range.begin; index < range.end; ++index) {
    const TokenKind kind = sentence.token(index).kind;
    if (kind != TokenKind::filler && kind != TokenKind::male && kind != TokenKind::female)
      return false;
  }
  return !range.empty();
}

// "abnormal liver function (ALT > 3 x ULN)": what stands in parentheses says what the words mean.
ItemReading read_defined_item(Sentence& sentence, Phrases phrases, std::size_t definition,
                              const ItemContext& context) {
  const auto& inside = std::get<Parenthesised>(phrases[definition].node).inside;
  std::vector<Phrase> outside(phrases.begin(), phrases.end());
  outside.erase(outside.begin() + static_cast<std::ptrdiff_t>(definition));
  const bool has_own_value = std::any_of(outside.begin(), outside.end(), [&](const Phrase& phrase) {
    return is_value(sentence, phrase);
  });
  ItemContext inner_context;
  TokenRange read;
  const TokenRange front = tokens_of(phrases.first(definition));
  const auto named = subject_in(sentence, front, read);
  std::optional<Subject> inherited;
  if (named) inherited = named;
  if (!named && speaks_of_people(sentence, front)) {
    inherited.emplace();
    inherited->kind = Subject::Kind::age;
    inherited->span = sentence.span(front);
  }
  if (inherited) inner_context.inherited = &*inherited;
  if (has_own_value || outside.empty()) {
    ItemReading reading = outside.empty() ? ItemReading{} : read_item(sentence, outside, context);
    const Sentence::Mark mark = sentence.mark();
    const SentenceReading inner = join_items(sentence, inside, "", inner_context);
    if (outside.empty()) {
      reading.meaning = inner.meaning;
      reading.is_open = inner.has_open_words || inner.has_question;
    } else {
      sentence.forget_readings_since(mark);
      reading.rest.emplace_back(sentence.words(phrases[definition].span));
    }
    return reading;
  }
  const SentenceReading inner = join_items(sentence, inside, "", inner_context);
  const Sentence::Mark mark = sentence.mark();
  ItemReading words = read_item(sentence, outside, context);
  sentence.forget_readings_since(mark);
  ItemReading reading;
  reading.is_negated = words.is_negated;
  reading.meaning = inner.meaning;
  reading.is_open = inner.has_open_words || inner.has_question;
  reading.subject = named;
  if (!words.is_empty && !words.bare) {
    sentence.assume(fmt::format("what stands in parentheses is taken to say what \"{}\" means",
                                sentence.words(tokens_of(phrases.first(definition)))));
  }
  return reading;
}

// "non-lactating women aged 18 to 75 years": what stands in front of the age is a statement of its
// own, with its negation.
std::optional<ItemReading> read_fact_and_age(Sentence& sentence, Phrases phrases,
                                             const ItemContext& context) {
  std::size_t age = 0;
  bool has_fact = false;
  const auto kind_of = [&](std::size_t index) { return sentence.token(phrases[index].begin).kind; };
  while (age < phrases.size() && std::holds_alternative<SingleToken>(phrases[age].node) &&
         kind_of(age) != TokenKind::age) {
    has_fact = has_fact || kind_of(age) == TokenKind::fact;
    ++age;
  }
  if (!has_fact || age == phrases.size() || kind_of(age) != TokenKind::age) return std::nullopt;
  auto fact = read_fact(sentence, phrases.first(age));
  if (!fact || !fact->meaning) return std::nullopt;
  ItemReading reading = read_item(sentence, phrases.subspan(age), context);
  if (!reading.meaning || reading.is_negated) return std::nullopt;
  std::vector<syntax::Expression> both;
  both.push_back(fact->is_negated ? negated(std::move(*fact->meaning)) : std::move(*fact->meaning));
  both.push_back(std::move(*reading.meaning));
  reading.meaning = all_of(std::move(both));
  for (std::string& rest : fact->rest) reading.rest.push_back(std::move(rest));
  if (fact->sex) reading.sex = fact->sex;
  return reading;
}

}  // namespace

ItemReading read_item(Sentence& sentence, Phrases phrases, const ItemContext& context) {
  for (std::size_t index = 0; index < phrases.size(); ++index) {
    if (holds_value(sentence, phrases[index]))
      return read_defined_item(sentence, phrases, index, context);
  }
  std::vector<std::size_t> values;
  for (std::size_t index = 0; index < phrases.size(); ++index) {
    if (is_value(sentence, phrases[index])) values.push_back(index);
  }
  if (values.empty()) return read_without_value(sentence, phrases);
  if (auto both = read_fact_and_age(sentence, phrases, context)) return std::move(*both);
  // Each value with the words up to it; what follows the last one belongs to it.
  ItemReading all;
  std::vector<syntax::Expression> meanings;
  std::size_t begin = 0;
  ItemContext next = context;
  std::optional<Subject> subject;
  bool understood = true;
  for (std::size_t index = 0; index < values.size(); ++index) {
    const bool is_last = index + 1 == values.size();
    const std::size_t value = values[index];
    const Phrases behind =
        is_last ? phrases.subspan(value + 1) : Phrases{phrases.data() + value + 1, 0};
    ItemReading one =
        read_segment(sentence, phrases.subspan(begin, value - begin), phrases[value], behind, next);
    begin = value + 1;
    if (one.meaning) {
      meanings.push_back(std::move(*one.meaning));
    } else {
      understood = false;
    }
    if (one.subject) {
      subject = one.subject;
      next.inherited = &*subject;
    }
    for (std::string& words : one.rest) all.rest.push_back(std::move(words));
    if (index == 0) all.is_negated = one.is_negated;
    if (one.sex) all.sex = one.sex;
    all.comparator = one.comparator;
    all.names_record = all.names_record || one.names_record;
  }
  all.subject = subject;
  if (understood && !meanings.empty()) all.meaning = all_of(std::move(meanings));
  return all;
}

std::optional<syntax::Expression> read_shared_value(Sentence& sentence, const Subject& subject,
                                                    Phrases phrases) {
  for (const Phrase& phrase : phrases) {
    const Value* value = value_of(phrase);
    if (value == nullptr) continue;
    ValueStatement statement;
    statement.subject = rule_subject(sentence, subject, std::nullopt);
    statement.of = subject;
    statement.value = *value;
    statement.value_span = phrase.span;
    statement.whole = {std::min(subject.span.begin, phrase.span.begin),
                       std::max(subject.span.end, phrase.span.end)};
    return read_value(sentence, statement);
  }
  return std::nullopt;
}

}  // namespace eligo::compile
