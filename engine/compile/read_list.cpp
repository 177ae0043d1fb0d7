#include "compile/read_list.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "compile/exceptions.h"
#include "compile/expressions.h"
#include "compile/group.h"
#include "compile/join_items.h"
#include "compile/list_heading.h"
#include "compile/read_permission.h"
#include "compile/tail_words.h"
#include "quantity/unit_spelling.h"

namespace eligo::compile {
namespace {

bool is_single(const Phrase& phrase) {
  return std::holds_alternative<SingleToken>(phrase.node);
}

// The phrases of one statement, taken apart.
class StatementReader {
 public:
  StatementReader(Sentence& sentence, Phrases phrases) : sentence_(sentence), phrases_(phrases) {}

  SentenceReading read() {
    trim();
    if (phrases_.empty()) return {};
    if (holds(sentence_, tokens_of(phrases_), TokenKind::judgement)) {
      return question(judgement(words(phrases_)), "the investigator's judgement");
    }
    if (auto timed = read_leading_time()) return std::move(*timed);
    if (auto grouped = read_grouped()) return std::move(*grouped);
    if (auto naive = read_naive()) return std::move(*naive);
    if (holds_top(TokenKind::permission)) {
      if (auto permitted = read_permission(sentence_, phrases_)) return std::move(*permitted);
      return open("a permission, which takes back something");
    }
    if (auto taken_out = read_parenthesised_exception()) return std::move(*taken_out);
    read_heading();
    if (phrases_.empty()) return {};
    const std::size_t human = first_top(TokenKind::human);
    if (human < phrases_.size()) return with_attestation(human);
    return with_tail(phrases_);
  }

 private:
  TokenKind kind(const Phrase& phrase) const { return sentence_.token(phrase.begin).kind; }
  bool is(const Phrase& phrase, TokenKind wanted) const {
    return is_single(phrase) && kind(phrase) == wanted;
  }
  std::string words(Phrases phrases) const {
    return std::string(sentence_.words(tokens_of(phrases)));
  }
  bool is_joint(const Phrase& phrase) const {
    return is(phrase, TokenKind::comma) || is(phrase, TokenKind::and_) ||
           is(phrase, TokenKind::or_) || is(phrase, TokenKind::and_or) ||
           is(phrase, TokenKind::but) || is(phrase, TokenKind::slash);
  }

  void trim() {
    while (!phrases_.empty() && is_joint(phrases_.front())) phrases_ = phrases_.subspan(1);
    while (!phrases_.empty() && is_joint(phrases_.back())) {
      phrases_ = phrases_.first(phrases_.size() - 1);
    }
    // "Male patients only": who is asked for is asked for anyway.
    const bool only = sentence_.list() == CriteriaList::inclusion && phrases_.size() > 1 &&
                      ascii_lower(words(phrases_.last(1))) == "only";
    if (only) phrases_ = phrases_.first(phrases_.size() - 1);
  }

  std::size_t first_top(TokenKind wanted) const {
    std::size_t index = 0;
    while (index < phrases_.size() && !is(phrases_[index], wanted)) ++index;
    return index;
  }
  bool holds_top(TokenKind wanted) const { return first_top(wanted) < phrases_.size(); }

  // "Within 30 days before screening, treatment with rituximab": the time governs what follows.
  std::optional<SentenceReading> read_leading_time() {
    const bool is_timed = phrases_.size() > 2 &&
                          std::holds_alternative<TimePhrase>(phrases_[0].node) &&
                          is(phrases_[1], TokenKind::comma);
    if (!is_timed || std::get<TimePhrase>(phrases_[0].node).count.empty()) return std::nullopt;
    const Phrases rest = phrases_.subspan(2);
    const bool is_one_item = std::none_of(rest.begin(), rest.end(),
                                          [&](const Phrase& phrase) { return is_joint(phrase); });
    if (is_one_item) {
      std::vector<Phrase> item(rest.begin(), rest.end());
      item.insert(item.begin(), phrases_[0]);
      return StatementReader(sentence_, item).read();
    }
    if (holds(sentence_, tokens_of(rest), TokenKind::negation)) {
      return open("a time in front of a list that denies something");
    }
    SentenceReading reading = StatementReader(sentence_, rest).read();
    if (!reading.meaning) return reading;
    const auto window = window_of(sentence_, phrases_[0]);
    if (window && window->period && give_window(*reading.meaning, *window)) return reading;
    sentence_.leave_open("a time in front of a list", words(phrases_.first(1)));
    std::vector<syntax::Expression> both;
    both.push_back(std::move(*reading.meaning));
    both.push_back(unread(words(phrases_.first(1))));
    reading.meaning = all_of(std::move(both));
    reading.has_open_words = true;
    return reading;
  }

  // "naive to biologics", "antiretroviral-naive", "never treated with chemotherapy"
  std::optional<SentenceReading> read_naive() {
    std::vector<Phrase> rest;
    std::size_t found = 0;
    bool names_drug = false;
    for (const Phrase& phrase : phrases_) {
      if (!is_single(phrase)) return std::nullopt;
      const Token& token = sentence_.token(phrase.begin);
      const std::string word = ascii_lower(sentence_.words(phrase.begin));
      const bool is_naive = word == "naive" || word == "naïve" || word == "never treated" ||
                            word == "treatment naive";
      switch (token.kind) {
        case TokenKind::conditional:
        case TokenKind::fact:
          if (!is_naive) return std::nullopt;
          ++found;
          break;
        case TokenKind::to:
        case TokenKind::filler:
          break;
        case TokenKind::medication:
          names_drug = true;
          rest.push_back(phrase);
          break;
        case TokenKind::comma:
        case TokenKind::or_:
        case TokenKind::and_:
          rest.push_back(phrase);
          break;
        default:
          return std::nullopt;
      }
    }
    if (found != 1 || !names_drug) return std::nullopt;
    ItemContext context;
    context.joint = TokenKind::or_;
    SentenceReading reading = join_items(sentence_, rest, "", context);
    if (!reading.meaning) return std::nullopt;
    reading.meaning = negated(std::move(*reading.meaning));
    return reading;
  }

  // "known or suspected malignancy": what is known is recorded; what is suspected is not.
  std::optional<SentenceReading> read_suspected(Phrases phrases, std::size_t tail) {
    const std::string word = ascii_lower(sentence_.words(phrases[tail].begin));
    const bool says_so =
        word.find(" or ") != std::string::npos &&
        (word.find("suspected") != std::string::npos || word.find("possible") != std::string::npos);
    if (!says_so || sentence_.list() == CriteriaList::inclusion) return std::nullopt;
    const TokenRange front = tokens_of(phrases.first(tail));
    for (std::size_t index = front.begin; index < front.end; ++index) {
      const TokenKind before = sentence_.token(index).kind;
      if (before != TokenKind::filler && before != TokenKind::history) return std::nullopt;
    }
    SentenceReading reading = with_tail(phrases.subspan(tail + 1));
    if (!reading.meaning) return std::nullopt;
    sentence_.leave_open("what is suspected, and on no record", words(phrases));
    std::vector<syntax::Expression> either;
    either.push_back(std::move(*reading.meaning));
    either.push_back(unread(words(phrases)));
    reading.meaning = any_of(std::move(either));
    reading.has_open_words = true;
    return reading;
  }

  // "Women of childbearing potential must have a negative pregnancy test": what is asked of some
  // patients only.
  std::optional<SentenceReading> read_grouped() {
    const auto group = group_in(sentence_, phrases_);
    if (!group) return std::nullopt;
    SentenceReading rest = StatementReader(sentence_, group->rest).read();
    if (!rest.meaning) return std::nullopt;
    SentenceReading reading;
    reading.has_open_words = rest.has_open_words;
    reading.has_question = rest.has_question;
    reading.has_computed = true;
    if (sentence_.list() == CriteriaList::inclusion) {
      syntax::Chain chain;
      chain.connective = syntax::Connective::implies;
      chain.operands.push_back(group->who);
      chain.operands.push_back(std::move(*rest.meaning));
      reading.meaning = expression(std::move(chain));
    } else {
      std::vector<syntax::Expression> both;
      both.push_back(group->who);
      both.push_back(std::move(*rest.meaning));
      reading.meaning = all_of(std::move(both));
    }
    return reading;
  }

  // "malignancy (except basal cell carcinoma) within 5 years", "… (inhaled ones are allowed)"
  std::optional<SentenceReading> read_parenthesised_exception() {
    for (std::size_t index = 1; index < phrases_.size(); ++index) {
      const auto* parenthesised = std::get_if<Parenthesised>(&phrases_[index].node);
      if (parenthesised == nullptr || parenthesised->inside.empty()) continue;
      const Phrases inside(parenthesised->inside);
      const bool excepts = is(inside.front(), TokenKind::exception);
      const bool permits = std::any_of(inside.begin(), inside.end(), [&](const Phrase& phrase) {
        return is(phrase, TokenKind::permission);
      });
      if (!excepts && !permits) continue;
      const Sentence::Mark mark = sentence_.mark();
      const auto list = taken_out_in(sentence_, inside);
      if (!list) continue;
      std::vector<Phrase> outside(phrases_.begin(), phrases_.end());
      outside.erase(outside.begin() + static_cast<std::ptrdiff_t>(index));
      SentenceReading reading = StatementReader(sentence_, outside).read();
      if (take_out(sentence_, *list, words(inside), reading)) return reading;
      sentence_.forget_all_since(mark);
    }
    return std::nullopt;
  }

  // Reads for the sake of the constraints only.
  void note_constraints(Phrases phrases) {
    const Sentence::Mark mark = sentence_.mark();
    for (const Phrases item : items_of(sentence_, phrases).phrases) {
      read_item(sentence_, item, ItemContext{});
    }
    sentence_.forget_readings_since(mark);
  }

  SentenceReading question(syntax::Expression meaning, const std::string& reason) {
    note_constraints(phrases_);
    sentence_.leave_open(reason, words(phrases_));
    SentenceReading reading;
    reading.meaning = std::move(meaning);
    reading.has_question = true;
    return reading;
  }

  SentenceReading open(const std::string& reason) { return open(reason, phrases_); }

  SentenceReading open(const std::string& reason, Phrases phrases) {
    note_constraints(phrases);
    sentence_.leave_open(reason, words(phrases));
    SentenceReading reading;
    reading.meaning = unread(words(phrases));
    reading.has_open_words = true;
    return reading;
  }

  // "Renal dysfunction: creatinine > 2 mg/dL": what follows says what the heading means.
  void read_heading() {
    const std::size_t colon = first_top(TokenKind::colon);
    if (colon == phrases_.size()) return;
    const Phrases heading = phrases_.first(colon);
    const Phrases rest = phrases_.subspan(colon + 1);
    if (rest.empty()) {
      phrases_ = heading;
      return;
    }
    const TokenRange range = tokens_of(heading);
    const bool is_subject = holds(sentence_, range, TokenKind::measured) ||
                            holds(sentence_, range, TokenKind::age) ||
                            holds(sentence_, range, TokenKind::number);
    const bool turns = holds(sentence_, range, TokenKind::negation) ||
                       holds(sentence_, range, TokenKind::exception) ||
                       holds(sentence_, range, TokenKind::conditional) ||
                       holds(sentence_, range, TokenKind::human);
    if (is_subject || turns) return;
    const auto says_something = [&](std::size_t token) {
      const TokenKind kind = sentence_.token(token).kind;
      return kind != TokenKind::filler && kind != TokenKind::male && kind != TokenKind::female;
    };
    for (std::size_t token = range.begin; token < range.end; ++token) {
      if (!says_something(token)) continue;
      sentence_.assume(
          fmt::format("what follows \"{}:\" is taken to say what it means", words(heading)));
      break;
    }
    phrases_ = rest;
  }

  // From the item that asks people on, the words are theirs.
  SentenceReading with_attestation(std::size_t human) {
    std::size_t begin = human;
    while (begin > 0 && !is_joint(phrases_[begin - 1])) --begin;
    const Phrases asked = phrases_.subspan(begin);
    Phrases before = phrases_.first(begin);
    TokenKind joint = TokenKind::comma;
    while (!before.empty() && is_joint(before.back())) {
      joint = std::max(
          joint, kind(before.back()) == TokenKind::comma ? TokenKind::comma : kind(before.back()),
          [](TokenKind a, TokenKind b) { return a == TokenKind::comma && b != a; });
      before = before.first(before.size() - 1);
    }
    note_constraints(asked);
    SentenceReading reading = before.empty() ? SentenceReading{} : with_tail(before, joint);
    sentence_.leave_open("somebody must state it", words(asked));
    syntax::Expression asks = attestation(words(asked));
    reading.has_question = true;
    if (!reading.meaning) {
      reading.meaning = std::move(asks);
      return reading;
    }
    const bool is_and = joint == TokenKind::and_ || joint == TokenKind::but ||
                        (joint == TokenKind::comma && sentence_.list() == CriteriaList::inclusion);
    std::vector<syntax::Expression> both;
    both.push_back(std::move(*reading.meaning));
    both.push_back(std::move(asks));
    reading.meaning = is_and ? all_of(std::move(both)) : any_of(std::move(both));
    return reading;
  }

  bool begins_tail(const Phrase& phrase) const {
    return is(phrase, TokenKind::conditional) || is(phrase, TokenKind::other_person) ||
           is(phrase, TokenKind::exception) || is(phrase, TokenKind::examples);
  }

  // What is named in front of the words on which it hangs.
  bool names_something(Phrases phrases) const {
    const TokenRange range = tokens_of(phrases);
    for (const TokenKind wanted : {TokenKind::condition, TokenKind::medication,
                                   TokenKind::procedure, TokenKind::event, TokenKind::fact}) {
      if (holds(sentence_, range, wanted)) return true;
    }
    return std::any_of(phrases.begin(), phrases.end(), [](const Phrase& phrase) {
      return std::holds_alternative<Value>(phrase.node) ||
             std::holds_alternative<TwoSided>(phrase.node);
    });
  }

  static ItemContext in_list_joined_by(TokenKind joint) {
    ItemContext context;
    if (joint == TokenKind::or_ || joint == TokenKind::and_or) context.comma = TokenKind::or_;
    if (joint == TokenKind::and_) context.comma = TokenKind::and_;
    return context;
  }

  // Whether an item says nothing but a name, which words behind the next name may govern too:
  // "aspirin or ibuprofen allergy".
  bool is_bare_name(Phrases item) const {
    const TokenRange range = tokens_of(item);
    for (std::size_t index = range.begin; index < range.end; ++index) {
      switch (sentence_.token(index).kind) {
        case TokenKind::filler:
        case TokenKind::medication:
        case TokenKind::condition:
        case TokenKind::procedure:
          break;
        default:
          return false;
      }
    }
    return true;
  }

  // Where the item that holds phrase `tail` begins, with the bare names before it where it turns
  // them too.
  std::size_t item_begin(Phrases phrases, std::size_t tail, bool takes_names) const {
    std::size_t begin = tail;
    while (begin > 0 && !is_joint(phrases[begin - 1])) --begin;
    while (takes_names && begin > 1) {
      std::size_t last = begin - 1;
      while (last > 0 && is_joint(phrases[last - 1])) --last;
      std::size_t first = last;
      while (first > 0 && !is_joint(phrases[first - 1])) --first;
      if (first == last || !is_bare_name(phrases.subspan(first, last - first))) break;
      begin = first;
    }
    return begin;
  }

  // `joint` is what joins the phrases to what follows them.
  SentenceReading with_tail(Phrases phrases, TokenKind joint = TokenKind::comma) {
    const ItemContext context = in_list_joined_by(joint);
    std::size_t tail = 0;
    while (tail < phrases.size() && !begins_tail(phrases[tail])) ++tail;
    if (tail == phrases.size()) return join_items(sentence_, phrases, "", context);
    if (auto suspected = read_suspected(phrases, tail)) return std::move(*suspected);
    const bool takes_out =
        is(phrases[tail], TokenKind::exception) || is(phrases[tail], TokenKind::examples);
    const bool narrows = is(phrases[tail], TokenKind::conditional) &&
                         narrows_what_precedes(sentence_.words(phrases[tail].begin));
    // Words that turn what they stand with ("risk of stroke", "naive") leave that open, and all
    // behind it.
    const std::size_t item = item_begin(phrases, tail, !takes_out && !narrows && tail > 0);
    const Phrases own = phrases.subspan(item, tail - item);
    const Phrases front = phrases.first(tail);
    if (takes_out ? names_something(front) : narrows && names_something(own)) {
      return hanging(front, phrases.subspan(tail), context);
    }
    Phrases before = phrases.first(item);
    if (!names_something(before))
      return open("words that turn the meaning of what they stand with", phrases);
    const TokenKind between = joint_before(before);
    while (!before.empty() && is_joint(before.back())) before = before.first(before.size() - 1);
    // Of a longer list the last joint counts for its commas.
    // But in an inclusion a value is asked for besides what a comma sets off from it.
    const bool is_besides = sentence_.list() == CriteriaList::inclusion &&
                            std::any_of(before.begin(), before.end(), [](const Phrase& phrase) {
                              return std::holds_alternative<Value>(phrase.node) ||
                                     std::holds_alternative<TwoSided>(phrase.node);
                            });
    const TokenKind last =
        between == TokenKind::comma && !is_besides ? last_joint(phrases.subspan(item)) : between;
    SentenceReading reading = with_tail(before, last);
    SentenceReading rest =
        open("words that turn the meaning of what they stand with", phrases.subspan(item));
    return joined(std::move(reading), std::move(rest), last);
  }

  // What stands at the end of phrases: a word counts, not a comma.
  TokenKind joint_before(Phrases phrases) const {
    TokenKind joint = TokenKind::comma;
    while (!phrases.empty() && is_joint(phrases.back())) {
      if (joint == TokenKind::comma) joint = kind(phrases.back());
      phrases = phrases.first(phrases.size() - 1);
    }
    return joint;
  }
  TokenKind last_joint(Phrases phrases) const {
    for (std::size_t index = phrases.size(); index > 0; --index) {
      if (is(phrases[index - 1], TokenKind::or_) || is(phrases[index - 1], TokenKind::and_)) {
        return kind(phrases[index - 1]);
      }
    }
    return TokenKind::comma;
  }

  SentenceReading joined(SentenceReading first, SentenceReading second, TokenKind joint) const {
    const bool is_and = joint == TokenKind::and_ || joint == TokenKind::but ||
                        (joint == TokenKind::comma && sentence_.list() == CriteriaList::inclusion);
    std::vector<syntax::Expression> both;
    if (first.meaning) both.push_back(std::move(*first.meaning));
    if (second.meaning) both.push_back(std::move(*second.meaning));
    SentenceReading reading;
    reading.has_open_words = first.has_open_words || second.has_open_words;
    reading.has_question = first.has_question || second.has_question;
    reading.has_computed = first.has_computed || second.has_computed;
    if (!both.empty()) reading.meaning = is_and ? all_of(std::move(both)) : any_of(std::move(both));
    return reading;
  }

  // "… except …", "… including …", "… requiring …"
  SentenceReading hanging(Phrases front, Phrases tail, const ItemContext& context) {
    while (!front.empty() && is_joint(front.back())) front = front.first(front.size() - 1);
    if (is(tail.front(), TokenKind::exception)) {
      if (auto reading = with_exceptions(sentence_, front, tail)) return std::move(*reading);
    }
    if (is(tail.front(), TokenKind::examples)) {
      note_constraints(tail);
      return with_examples(sentence_, front, tail);
    }
    const bool says_nothing = changes_nothing(sentence_.words(tail.front().begin)) &&
                              std::none_of(tail.begin(), tail.end(),
                                           [&](const Phrase& phrase) { return is_joint(phrase); });
    if (says_nothing) return join_items(sentence_, front, "", context);
    note_constraints(tail);
    const bool excepts =
        is(tail.front(), TokenKind::exception) || takes_back(sentence_.words(tail.front().begin));
    sentence_.leave_open(
        excepts ? "an exception that no rule can say" : "words on which the rest hangs",
        words(tail));
    const bool widens = excepts && sentence_.list() == CriteriaList::inclusion &&
                        !holds(sentence_, tokens_of(front), TokenKind::negation);
    if (widens) {
      // What is asked for is not asked of those who are excepted, whoever they are.
      SentenceReading reading = join_items(sentence_, front, "", context);
      if (reading.meaning) {
        std::vector<syntax::Expression> either;
        either.push_back(std::move(*reading.meaning));
        either.push_back(unread(words(tail)));
        reading.meaning = any_of(std::move(either));
      }
      reading.has_open_words = true;
      return reading;
    }
    SentenceReading reading = join_items(sentence_, front, words(tail), context);
    reading.has_open_words = true;
    return reading;
  }

  Sentence& sentence_;
  Phrases phrases_;
};

}  // namespace

SentenceReading read_statement(Sentence& sentence, Phrases phrases) {
  return StatementReader(sentence, phrases).read();
}

}  // namespace eligo::compile
