#include "compile/read_lead.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "compile/expressions.h"
#include "compile/join_items.h"
#include "compile/read_list.h"
#include "compile/read_nested.h"

namespace eligo::compile {
namespace {

class LedInReader {
 public:
  LedInReader(Sentence& sentence, Phrases heading, Phrases list, LeadIn lead)
      : sentence_(sentence),
        heading_(heading),
        list_(list),
        lead_(std::move(lead)),
        mark_(sentence.mark()) {}

  SentenceReading read() {
    if (lead_.join == LeadIn::Join::other || !read_operands()) return open();
    SentenceReading reading;
    reading.has_open_words = has_open_words_;
    reading.has_question = has_question_;
    reading.has_computed = has_computed_;
    reading.meaning = joined();
    apply_heading(reading);
    return reading;
  }

 private:
  SentenceReading open() {
    // For the sake of the constraints only.
    sentence_.forget_all_since(mark_);
    read_statement(sentence_, list_);
    sentence_.forget_readings_since(mark_);
    const std::string words(sentence_.text());
    sentence_.leave_open("a list that is led in by words, and whose items cannot be told apart",
                         words);
    SentenceReading reading;
    reading.meaning = unread(words);
    reading.has_open_words = true;
    return reading;
  }

  void take(SentenceReading one) {
    has_open_words_ = has_open_words_ || one.has_open_words;
    has_question_ = has_question_ || one.has_question;
    has_computed_ = has_computed_ || one.has_computed;
    if (one.meaning) operands_.push_back(std::move(*one.meaning));
  }

  bool is_plain() const {
    const TokenRange range = tokens_of(list_);
    return std::none_of(no_item.begin(), no_item.end(),
                        [&](TokenKind kind) { return holds(sentence_, range, kind); });
  }

  bool read_operands() {
    const std::vector<Phrases> statements = statements_of(sentence_, list_);
    if (statements.size() > 1) {
      for (const Phrases statement : statements) take(read_statement(sentence_, statement));
      return !operands_.empty();
    }
    const bool is_any = lead_.join == LeadIn::Join::any || lead_.join == LeadIn::Join::none;
    if (!is_plain()) {
      if (!is_any || sentence_.list() != CriteriaList::exclusion) return false;
      take(read_statement(sentence_, list_));
      return !operands_.empty();
    }
    if (lead_.join == LeadIn::Join::at_least) {
      for (const Phrases item : items_of(sentence_, list_).phrases)
        take(join_items(sentence_, item));
      return operands_.size() >= lead_.count;
    }
    ItemContext context;
    context.joint = is_any ? TokenKind::or_ : TokenKind::and_;
    take(join_items(sentence_, list_, "", context));
    return !operands_.empty();
  }

  syntax::Expression joined() {
    switch (lead_.join) {
      case LeadIn::Join::all:
        return all_of(std::move(operands_));
      case LeadIn::Join::none:
        return negated(any_of(std::move(operands_)));
      case LeadIn::Join::at_least: {
        syntax::Group group;
        group.kind = syntax::Group::Kind::at_least;
        group.count = number(std::to_string(lead_.count));
        group.operands = std::move(operands_);
        return expression(std::move(group));
      }
      default:
        return any_of(std::move(operands_));
    }
  }

  bool is_of_lead(std::size_t token) const {
    const Span span = sentence_.token(token).span;
    return span.end > lead_.begin && span.begin < lead_.end;
  }

  // What the heading says beside the words that lead in.
  void apply_heading(SentenceReading& reading) {
    const TokenRange range = tokens_of(heading_);
    bool is_negated = false;
    bool says_more = false;
    bool is_described = false;
    for (std::size_t token = range.begin; token < range.end; ++token) {
      if (is_of_lead(token)) continue;
      const TokenKind kind = sentence_.token(token).kind;
      if (kind == TokenKind::negation) {
        is_negated = !is_negated;
      } else if (kind == TokenKind::word || kind == TokenKind::narrowing) {
        is_described = true;
      } else if (kind != TokenKind::filler && kind != TokenKind::history &&
                 kind != TokenKind::verb) {
        says_more = true;
      }
    }
    if (is_described && !says_more) {
      sentence_.assume(fmt::format("the list behind \"{}\" is taken to say what it means",
                                   sentence_.words(range)));
    }
    if (says_more) {
      // However the heading goes together with the list, without the list it does not hold.
      sentence_.leave_open("what the words before a list say beside it", sentence_.words(range));
      std::vector<syntax::Expression> both;
      both.push_back(std::move(*reading.meaning));
      both.push_back(unread(std::string(sentence_.words(range))));
      reading.meaning = all_of(std::move(both));
      reading.has_open_words = true;
    }
    if (is_negated) reading.meaning = negated(std::move(*reading.meaning));
  }

  static constexpr std::array no_item = {
      TokenKind::conditional, TokenKind::exception,  TokenKind::examples,    TokenKind::human,
      TokenKind::judgement,   TokenKind::permission, TokenKind::other_person};

  Sentence& sentence_;
  Phrases heading_;
  Phrases list_;
  LeadIn lead_;
  Sentence::Mark mark_;
  std::vector<syntax::Expression> operands_;
  bool has_open_words_ = false;
  bool has_question_ = false;
  bool has_computed_ = false;
};

}  // namespace

std::optional<SentenceReading> read_led_in(Sentence& sentence, Phrases phrases) {
  std::size_t colon = 0;
  const auto is_colon = [&](const Phrase& phrase) {
    return std::holds_alternative<SingleToken>(phrase.node) &&
           sentence.token(phrase.begin).kind == TokenKind::colon;
  };
  while (colon < phrases.size() && !is_colon(phrases[colon])) ++colon;
  if (colon == 0 || colon + 1 >= phrases.size()) return std::nullopt;
  const Phrases heading = phrases.first(colon);
  const LeadIn lead = lead_in_of(sentence.text().substr(0, sentence.span(tokens_of(heading)).end));
  if (lead.join == LeadIn::Join::unsaid) return std::nullopt;
  return LedInReader(sentence, heading, phrases.subspan(colon + 1), lead).read();
}

}  // namespace eligo::compile
