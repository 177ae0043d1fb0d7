#include <utility>

#include "compile/segment_reader.h"
#include "compile/time_units.h"
#include "compile/value_shape.h"
#include "quantity/unit_spelling.h"

namespace eligo::compile {

bool SegmentReader::is_record(std::size_t token) const {
  const TokenKind kind = sentence_.token(token).kind;
  return kind == TokenKind::condition || kind == TokenKind::medication ||
         kind == TokenKind::procedure || kind == TokenKind::event;
}

// "surgery < 4 weeks before enrollment", "free of malignancy for at least 5 years", "at least 4
// weeks since chemotherapy": a record in a time, not a value.
std::optional<ItemReading> SegmentReader::how_long_ago() {
  const bool is_one_limit = value_.kind == Value::Kind::limits && value_.limits.size() == 1;
  if (!is_one_limit || window_ || !counts_years(value_, Measure::time)) return std::nullopt;
  const TokenKind sign = value_.limits[0].comparator;
  const bool is_under = sign == TokenKind::less || sign == TokenKind::at_most;
  const bool is_over = sign == TokenKind::greater || sign == TokenKind::at_least;
  std::optional<std::size_t> front;
  for (std::size_t index = before_tokens_.begin; index < before_tokens_.end; ++index) {
    if (!is_record(index)) continue;
    if (front) return std::nullopt;
    front = index;
  }
  const TokenKind next =
      behind_tokens_.empty() ? TokenKind::filler : sentence_.token(behind_tokens_.begin).kind;
  const bool denies = holds(sentence_, before_tokens_, TokenKind::negation);
  if (front && ((is_under && next == TokenKind::before) ||
                (is_over && denies && next != TokenKind::before))) {
    return record_in_time(*front, false);
  }
  const std::string word =
      behind_tokens_.empty() ? "" : ascii_lower(sentence_.words(behind_tokens_.begin));
  if (front || (word != "since" && word != "after" && word != "from")) return std::nullopt;
  std::size_t behind = behind_tokens_.begin;
  while (behind < behind_tokens_.end && !is_record(behind)) {
    const TokenKind kind = sentence_.token(behind).kind;
    const bool is_silent = kind == TokenKind::since || kind == TokenKind::after ||
                           kind == TokenKind::history || kind == TokenKind::before ||
                           kind == TokenKind::filler || kind == TokenKind::exposure ||
                           kind == TokenKind::last;
    if (!is_silent) return std::nullopt;
    ++behind;
  }
  if (behind == behind_tokens_.end || (!is_under && !is_over)) return std::nullopt;
  return record_in_time(behind, is_over);
}

std::optional<ItemReading> SegmentReader::record_in_time(std::size_t token, bool is_denied) {
  const auto& quantity = std::get<Quantity>(value_.limits[0].bound);
  TimePhrase time;
  time.count = quantity.decimal;
  time.unit = time_unit_name(quantity.unit_text);
  const Sentence::Mark mark = sentence_.mark();
  auto window = window_of(sentence_, {time, phrase_.begin, phrase_.end, phrase_.span});
  if (!window || !window->period) {
    sentence_.forget_all_since(mark);
    return std::nullopt;
  }
  if (token >= behind_tokens_.begin) {
    behind_tokens_.begin = token + 1;
  } else {
    while (!behind_tokens_.empty() &&
           (sentence_.token(behind_tokens_.begin).kind == TokenKind::before ||
            sentence_.token(behind_tokens_.begin).kind == TokenKind::filler ||
            sentence_.token(behind_tokens_.begin).kind == TokenKind::exposure)) {
      ++behind_tokens_.begin;
    }
  }
  ItemReading reading = about_record<syntax::Duration>(token);
  const Concept& term = sentence_.vocabulary()[*sentence_.token(token).concept_id];
  syntax::RecordReference record;
  record.kind = name(std::string(name_of(term.kind)));
  record.terms.push_back(syntax::Term(name(term.key)));
  record.window = window;
  if (reading.meaning) {
    reading.meaning = expression(syntax::RecordExists{std::move(record)});
    if (is_denied) reading.meaning = negated(std::move(*reading.meaning));
  }
  reading.window = std::move(window);
  reading.subject.reset();
  return reading;
}

// "before the age of 30": the word in front is the sign.
void SegmentReader::take_sign_in_front() {
  const bool is_single = value_.kind == Value::Kind::listed && value_.listed.size() == 1;
  if (!is_single) return;
  for (std::size_t index = before_tokens_.end; index > before_tokens_.begin; --index) {
    const TokenKind kind = sentence_.token(index - 1).kind;
    if (kind == TokenKind::age || kind == TokenKind::filler) continue;
    if (kind != TokenKind::before && kind != TokenKind::after) return;
    const TokenKind sign = kind == TokenKind::before ? TokenKind::less : TokenKind::greater;
    value_.kind = Value::Kind::limits;
    value_.limits = {{sign, value_.listed[0], {}, {}}};
    value_.listed.clear();
    before_tokens_.end = index - 1;
    return;
  }
}

// "Onset of T1DM at ≤ 35 years of age", "type 2 diabetes for at least 6 months"
std::optional<ItemReading> SegmentReader::onset_or_duration() {
  const bool is_time = counts_years(value_, Measure::time) || counts_years(value_, Measure::age);
  const bool says_age = value_.says_age || counts_years(value_, Measure::age) ||
                        holds(sentence_, before_tokens_, TokenKind::age) || onset_says_age();
  const bool has_onset = holds(sentence_, before_tokens_, TokenKind::onset) ||
                         holds(sentence_, behind_tokens_, TokenKind::onset);
  const auto condition = record_around();
  if (has_onset && says_age && condition) take_sign_in_front();
  if (!is_time || is_lone_number(value_)) return std::nullopt;
  if (!condition) return std::nullopt;
  const bool has_age = says_age;
  const bool has_duration = holds(sentence_, before_tokens_, TokenKind::duration) ||
                            holds(sentence_, before_tokens_, TokenKind::since) ||
                            holds(sentence_, behind_tokens_, TokenKind::duration);
  const TokenKind kind = sentence_.token(*condition).kind;
  std::size_t behind = *condition + 1;
  while (behind < before_tokens_.end && sentence_.token(behind).kind == TokenKind::filler) ++behind;
  // "Stroke 3-6 months before randomization" is a time when, not a length.
  const bool says_when =
      !behind_tokens_.empty() && sentence_.token(behind_tokens_.begin).kind == TokenKind::before;
  if (says_when && !has_onset && value_.kind == Value::Kind::range) return std::nullopt;
  // "No asthma for 2 years" is no length that somebody has had it.
  if (holds(sentence_, before_tokens_, TokenKind::negation)) return std::nullopt;
  const bool follows = behind >= before_tokens_.end || has_duration;
  if (has_onset && has_age && kind == TokenKind::condition) {
    return about_record<syntax::OnsetAge>(*condition);
  }
  const bool is_lasting = has_duration || (follows && !has_age && kind == TokenKind::condition);
  if (has_age || !is_lasting) return std::nullopt;
  return about_record<syntax::Duration>(*condition);
}

// "Age at diagnosis of schizophrenia"
bool SegmentReader::onset_says_age() const {
  for (std::size_t index = before_tokens_.begin; index < before_tokens_.end; ++index) {
    const bool is_onset = sentence_.token(index).kind == TokenKind::onset;
    if (is_onset && ascii_lower(sentence_.words(index)).find("age") != std::string::npos)
      return true;
  }
  return false;
}

std::optional<std::size_t> SegmentReader::record_around() const {
  for (const TokenKind kind : {TokenKind::condition, TokenKind::medication}) {
    if (const auto token = token_before(kind)) return token;
  }
  for (std::size_t index = behind_tokens_.begin; index < behind_tokens_.end; ++index) {
    if (sentence_.token(index).kind == TokenKind::condition) return index;
  }
  return std::nullopt;
}

template <typename AboutRecord>
ItemReading SegmentReader::about_record(std::size_t token) {
  syntax::RecordReference record;
  const Concept& term = sentence_.vocabulary()[*sentence_.token(token).concept_id];
  record.kind = name(std::string(name_of(term.kind)));
  record.terms.push_back(syntax::Term(name(term.key)));
  Subject subject = age_subject(token);
  ItemReading reading = finish(AboutRecord{std::move(record)}, subject, {token, token + 1});
  reading.names_record = true;
  return reading;
}

// "prednisone > 10 mg/day"
std::optional<ItemReading> SegmentReader::dose() {
  const auto token = token_before(TokenKind::medication);
  const Quantity* quantity = first_quantity(value_);
  if (!token || quantity == nullptr || quantity->ucum.empty() || is_lone_number(value_)) {
    return std::nullopt;
  }
  if (quantity->ucum.find("/d") == std::string::npos) return std::nullopt;
  syntax::RecordReference record;
  const Concept& drug = sentence_.vocabulary()[*sentence_.token(*token).concept_id];
  record.kind = name("medication");
  record.terms.push_back(syntax::Term(name(drug.key)));
  Subject subject;
  subject.kind = Subject::Kind::own_words;
  subject.words = drug.key;
  subject.span = sentence_.token(*token).span;
  return finish(syntax::Dose{std::move(record)}, subject, {*token, *token + 1});
}

// "blood donation > 450 mL", "more than two episodes of hypoglycemia": how much or how often no
// record says; whether there is one it does.
std::optional<ItemReading> SegmentReader::counted_record(const Subject& subject) {
  const bool is_one_limit = value_.kind == Value::Kind::limits && value_.limits.size() == 1;
  if (subject.kind != Subject::Kind::own_words || !is_one_limit) return std::nullopt;
  const TokenKind sign = value_.limits[0].comparator;
  if (sign != TokenKind::greater && sign != TokenKind::at_least) return std::nullopt;
  const Quantity* quantity = first_quantity(value_);
  const TokenRange all{before_tokens_.begin, behind_tokens_.end};
  std::optional<std::size_t> named;
  for (std::size_t index = all.begin; index < all.end; ++index) {
    if (!is_record(index) || sentence_.token(index).span != subject.span) continue;
    named = index;
  }
  if (!named) return std::nullopt;
  // "Abnormal liver function > 1.5 × ULN" is a result, and no condition that is counted.
  const bool is_count = quantity != nullptr && quantity->measure == Measure::plain &&
                        (quantity->ucum.empty() || quantity->ucum.front() == '{' ||
                         sentence_.token(*named).kind != TokenKind::condition);
  if (!is_count) return std::nullopt;
  const Concept& term = sentence_.vocabulary()[*sentence_.token(*named).concept_id];
  ItemReading reading = finish(rule_subject(sentence_, subject, window_), subject, read_tokens_);
  if (!reading.meaning) return reading;
  syntax::RecordReference record;
  record.kind = name(std::string(name_of(term.kind)));
  record.terms.push_back(syntax::Term(name(term.key)));
  if (window_ && window_->period) record.window = window_;
  reading.meaning = expression(syntax::RecordExists{std::move(record)});
  reading.rest.emplace_back(sentence_.words(phrase_.span));
  return reading;
}

}  // namespace eligo::compile
