#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "compile/segment_reader.h"
#include "compile/value_shape.h"
#include "quantity/unit_spelling.h"

namespace eligo::compile {

namespace {

// "Onset of", "duration" are said by the rule itself.
bool says_only_how_long(const std::string& words) {
  static constexpr std::array<std::string_view, 14> said = {
      "diagnosed with", "age at diagnosis", "age at onset", "age of onset", "since", "onset",
      "onset of",       "duration",         "duration of",  "for at least", "for",   "diagnosed",
      "diagnosis of",   "disease duration"};
  const std::string lower = ascii_lower(words);
  return std::find(said.begin(), said.end(), lower) != said.end();
}

}  // namespace

// Compares, and sorts the words that were not part of the subject or the value.
ItemReading SegmentReader::finish(syntax::Subject about, const Subject& subject, TokenRange read) {
  ValueStatement statement;
  statement.subject = std::move(about);
  statement.of = subject;
  statement.value = value_;
  statement.value_span = phrase_.span;
  statement.whole = {std::min(subject.span.begin, phrase_.span.begin),
                     std::max(subject.span.end, phrase_.span.end)};
  ItemReading reading;
  borrow_comparator(statement);
  if (statement.value.limits.size() == 1) reading.comparator = statement.value.limits[0].comparator;
  reading.meaning = is_cut() ? not_cut(statement) : read_value(sentence_, statement);
  Leftover leftover;
  TokenRange front = before_tokens_;
  note_negation_and_sex(front, reading);
  if (read.begin >= front.begin && read.end <= front.end && !read.empty()) {
    sort_leftover(sentence_, {front.begin, read.begin}, leftover);
    sort_leftover(sentence_, {read.end, front.end}, leftover);
  } else {
    sort_leftover(sentence_, front, leftover);
  }
  sort_leftover(sentence_, behind_tokens_, leftover);
  note_unused_times(leftover);
  if (leftover.shifts_meaning || denies_a_word_) reading.meaning.reset();
  if (!std::holds_alternative<syntax::Observed>(statement.subject)) {
    std::erase_if(leftover.narrow, says_only_how_long);
  }
  reading.rest = std::move(leftover.narrow);
  return reading;
}

// "> 1.5 mg/dL (men) and 1.4 mg/dL (women)": the sign in front governs both.
void SegmentReader::borrow_comparator(ValueStatement& statement) {
  const bool is_single =
      statement.value.kind == Value::Kind::listed && statement.value.listed.size() == 1;
  if (!is_single || !context_.comparator || !names_one_sex() || !has_unit(statement.value)) return;
  sentence_.assume(fmt::format("the sign in front of the first limit also governs \"{}\"",
                               sentence_.words(phrase_.span)));
  statement.value.kind = Value::Kind::limits;
  statement.value.limits = {{*context_.comparator, statement.value.listed[0], {}, {}}};
}

bool SegmentReader::names_one_sex() const {
  const TokenRange all{before_tokens_.begin, behind_tokens_.end};
  return holds(sentence_, all, TokenKind::male) != holds(sentence_, all, TokenKind::female);
}

// "2.5 × institutional ULN", "5 furlongs": what follows the number may be its unit, and no unit
// that is known; so no unit is taken for granted either.
bool SegmentReader::is_cut() const {
  const Quantity* quantity = last_quantity(value_);
  if (quantity == nullptr || !quantity->unit_text.empty()) return false;
  if (phrase_.end >= sentence_.tokens().size()) return false;
  const Token& next = sentence_.token(phrase_.end);
  const bool is_glued = next.span.begin == phrase_.span.end;
  return next.kind == TokenKind::times || next.kind == TokenKind::upper_limit ||
         next.kind == TokenKind::normal || next.kind == TokenKind::lower_limit ||
         next.kind == TokenKind::slash || (next.kind == TokenKind::word && is_glued);
}

std::optional<syntax::Expression> SegmentReader::not_cut(const ValueStatement& statement) {
  const Sentence::Mark mark = sentence_.mark();
  read_value(sentence_, statement);
  sentence_.forget_readings_since(mark);
  sentence_.leave_open("a number whose unit is not understood", sentence_.words(statement.whole));
  return std::nullopt;
}

// A negation in front is taken off; so is the sex that the item speaks of.
void SegmentReader::note_negation_and_sex(TokenRange& front, ItemReading& reading) {
  while (!front.empty() && (sentence_.token(front.begin).kind == TokenKind::filler ||
                            sentence_.token(front.begin).kind == TokenKind::negation)) {
    if (sentence_.token(front.begin).kind == TokenKind::negation) {
      reading.is_negated = !reading.is_negated;
      // "non-nursing females between 2 and 65 years": denies the nursing, not the age.
      const std::string word = ascii_lower(sentence_.words(front.begin));
      if (word == "non" || word == "none") denies_a_word_ = true;
    }
    ++front.begin;
  }
  const TokenRange all{before_tokens_.begin, behind_tokens_.end};
  const bool male = holds(sentence_, all, TokenKind::male);
  const bool female = holds(sentence_, all, TokenKind::female);
  if (male != female) reading.sex = male ? Sex::male : Sex::female;
}

// Times that no rule can say stay words.
void SegmentReader::note_unused_times(Leftover& leftover) {
  const bool is_observed = !window_;
  for (const TokenRange& time : time_phrases_) {
    if (is_observed) leftover.narrow.emplace_back(sentence_.words(time));
  }
}

}  // namespace eligo::compile
