#include <fmt/format.h>

#include <algorithm>

#include "compile/fit_limit.h"
#include "compile/segment_reader.h"
#include "compile/value_shape.h"

namespace eligo::compile {

Subject SegmentReader::age_subject(std::size_t token) const {
  Subject subject;
  subject.kind = Subject::Kind::age;
  subject.span = sentence_.token(token).span;
  return subject;
}

// "older than 18", "18 years and older": said of nothing but people's ages.
bool SegmentReader::compares_ages() const {
  if (!may_be_age()) return false;
  for (std::size_t index = phrase_.begin; index < phrase_.end; ++index) {
    const std::string word(sentence_.words(index));
    const bool is_age = word.find("older") != std::string::npos ||
                        word.find("younger") != std::string::npos ||
                        word.find("elder") != std::string::npos;
    if (is_age && sentence_.token(index).kind != TokenKind::word) return true;
  }
  return false;
}

bool SegmentReader::may_be_age() const {
  const Quantity* quantity = first_quantity(value_);
  if (quantity == nullptr) return false;
  return quantity->measure == Measure::time || quantity->measure == Measure::age ||
         quantity->unit_text.empty();
}

std::optional<Subject> SegmentReader::find_subject() {
  if (counts_years(value_, Measure::age)) {
    if (const auto token = token_before(TokenKind::age)) return age_at(*token);
    Subject subject = age_subject(phrase_.begin);
    subject.span = phrase_.span;
    if (auto named = person_before()) subject.span = *named;
    read_tokens_ = {phrase_.begin, phrase_.begin};
    return subject;
  }
  if (value_.says_age || compares_ages()) {
    Subject subject = age_subject(phrase_.begin);
    subject.span = phrase_.span;
    read_tokens_ = {phrase_.begin, phrase_.begin};
    return subject;
  }
  TokenRange read;
  auto in_front = subject_in(sentence_, before_tokens_, read);
  const auto age_token = token_before(TokenKind::age);
  if (age_token && may_be_age() && (!in_front || read.begin < *age_token))
    return age_at(*age_token);
  if (in_front && in_front->kind == Subject::Kind::known) {
    read_tokens_ = read;
    return measurable(*in_front);
  }
  TokenRange read_behind;
  auto at_back = subject_behind(sentence_, behind_tokens_, read_behind);
  if (at_back && at_back->kind == Subject::Kind::age && may_be_age()) {
    behind_tokens_.begin = read_behind.end;
    return at_back;
  }
  const bool is_of_known = at_back && at_back->kind == Subject::Kind::known &&
                           (!in_front || begins_with_of(read_behind));
  if (is_of_known) {
    behind_tokens_.begin = read_behind.end;
    return measurable(*at_back);
  }
  if (is_lone_number(value_) && !(in_front && has_unit(value_) && is_close(read))) {
    return inherited();
  }
  if (counts_years(value_, Measure::time)) {
    if (auto person = years_of_a_person(in_front.has_value())) return person;
  }
  if (in_front) {
    if (!may_last(*in_front)) return std::nullopt;
    read_tokens_ = read;
    return in_front;
  }
  if (counts_things(at_back, read_behind)) return std::nullopt;
  if (auto known = inherited()) return known;
  if (at_back && may_last(*at_back) && at_back->kind == Subject::Kind::own_words &&
      !is_count_in_words()) {
    behind_tokens_.begin = read_behind.end;
    return at_back;
  }
  return std::nullopt;
}

// "< 37 weeks of gestation"
bool SegmentReader::begins_with_of(TokenRange behind) const {
  return !behind.empty() && sentence_.words(behind.begin) == "of";
}

// "at least two prior regimens": a count in words, of things that are no quantity.
bool SegmentReader::is_count_in_words() const {
  const Quantity* quantity = first_quantity(value_);
  if (quantity == nullptr || !quantity->unit_text.empty()) return false;
  const std::string_view written = sentence_.words(quantity->span);
  return std::none_of(written.begin(), written.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Nothing in front of the value but words that say nothing.
bool SegmentReader::stands_alone() const {
  for (std::size_t index = before_tokens_.begin; index < before_tokens_.end; ++index) {
    switch (sentence_.token(index).kind) {
      case TokenKind::filler:
      case TokenKind::comma:
      case TokenKind::colon:
      case TokenKind::age:
      case TokenKind::male:
      case TokenKind::female:
      case TokenKind::negation:
      case TokenKind::at:
      case TokenKind::anchor:
        break;
      default:
        return false;
    }
  }
  return true;
}

// Things that are counted, not measured: "1 or more medications".
bool SegmentReader::counts_things(const std::optional<Subject>& at_back, TokenRange behind) const {
  const Quantity* quantity = first_quantity(value_);
  const bool is_bare = quantity != nullptr && quantity->unit_text.empty();
  return is_bare && at_back && at_back->kind == Subject::Kind::own_words && !begins_with_of(behind);
}

// A time is the value of something that is named as one: "operating time > 1 h".
bool SegmentReader::may_last(const Subject& subject) const {
  if (!counts_years(value_, Measure::time) || subject.kind != Subject::Kind::own_words) return true;
  const bool has_more_words = subject.words.find(' ') != std::string::npos;
  const auto says = [&](std::string_view word) {
    return subject.words.find(word) != std::string::npos;
  };
  return has_more_words && (says("time") || says("uration") || says("age") || says("interval"));
}

std::optional<Subject> SegmentReader::inherited() const {
  if (context_.inherited == nullptr || is_count_in_words() || !stands_alone()) return std::nullopt;
  const bool is_age = context_.inherited->kind == Subject::Kind::age;
  if (is_age && !may_be_age()) return std::nullopt;
  if (!may_last(*context_.inherited)) return std::nullopt;
  return *context_.inherited;
}

// "men 18-65 years": with nothing else to be years of, an age.
std::optional<Subject> SegmentReader::years_of_a_person(bool is_named) {
  if (is_named) return std::nullopt;
  const auto person = person_before();
  const bool begins_sentence = before_tokens_.empty() && phrase_.begin == 0;
  if (!person && !begins_sentence) return std::nullopt;
  const Quantity* quantity = first_quantity(value_);
  if (quantity == nullptr) return std::nullopt;
  sentence_.assume("the years are read as years of age");
  Subject subject;
  subject.kind = Subject::Kind::age;
  subject.span = person ? *person : phrase_.span;
  read_tokens_ = {phrase_.begin, phrase_.begin};
  return subject;
}

// "patients", "men", "adults" in front of the value.
std::optional<Span> SegmentReader::person_before() const {
  for (std::size_t index = before_tokens_.end; index > before_tokens_.begin; --index) {
    const Token& token = sentence_.token(index - 1);
    if (token.kind == TokenKind::male || token.kind == TokenKind::female) return token.span;
    if (token.kind == TokenKind::filler) {
      const std::string_view word = sentence_.words(index - 1);
      const bool is_person = word.find("atient") != std::string_view::npos ||
                             word.find("ubject") != std::string_view::npos ||
                             word.find("dult") != std::string_view::npos ||
                             word.find("articipant") != std::string_view::npos ||
                             word.find("olunteer") != std::string_view::npos;
      if (is_person) return token.span;
    }
  }
  return std::nullopt;
}

Subject SegmentReader::age_at(std::size_t token) {
  read_tokens_ = {token, token + 1};
  return age_subject(token);
}

// A known quantity in a unit that it cannot have is another quantity: "FEV1 < 30 % predicted".
Subject SegmentReader::measurable(Subject subject) const {
  const Quantity* quantity = first_quantity(value_);
  if (quantity == nullptr || can_be_measured_in(sentence_, *subject.analyte, *quantity)) {
    return subject;
  }
  subject.kind = Subject::Kind::own_words;
  subject.words = fmt::format("{} in {}", sentence_.words(subject.span), quantity->unit_text);
  subject.analyte.reset();
  subject.qualifiers.clear();
  return subject;
}

}  // namespace eligo::compile
