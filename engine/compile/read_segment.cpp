#include "compile/read_segment.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "compile/expressions.h"
#include "compile/fit_limit.h"
#include "compile/item.h"
#include "compile/item_words.h"
#include "compile/name_steps.h"
#include "compile/read_value.h"
#include "compile/time_units.h"
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

// Reads one value with the words around it.
class SegmentReader {
 public:
  SegmentReader(Sentence& sentence, Phrases before, const Phrase& value, Phrases behind,
                const ItemContext& context)
      : sentence_(sentence), before_(before), phrase_(value), behind_(behind), context_(context) {}

  ItemReading read() {
    if (const auto* two_sided = std::get_if<TwoSided>(&phrase_.node))
      return read_two_sided(*two_sided);
    value_ = *value_of(phrase_);
    before_tokens_ = without_times(before_, phrase_.begin, true);
    behind_tokens_ = without_times(behind_, phrase_.end, false);
    if (auto reading = how_long_ago()) return std::move(*reading);
    if (auto reading = onset_or_duration()) return std::move(*reading);
    if (auto reading = dose()) return std::move(*reading);
    const auto subject = find_subject();
    if (!subject) return not_understood();
    return compared(*subject);
  }

 private:
  // The tokens of phrases; the time phrases among them are kept apart.
  TokenRange without_times(Phrases phrases, std::size_t edge, bool is_before) {
    TokenRange range{edge, edge};
    for (const Phrase& phrase : phrases) {
      if (std::holds_alternative<TimePhrase>(phrase.node)) {
        if (!window_) window_ = window_of(sentence_, phrase);
        time_phrases_.push_back({phrase.begin, phrase.end});
        continue;
      }
      if (is_before) {
        range.begin = std::min(range.begin, phrase.begin);
      } else {
        range.end = std::max(range.end, phrase.end);
      }
    }
    return range;
  }

  ItemReading not_understood() {
    ItemReading reading;
    const Phrases all{before_.data(), before_.size() + 1 + behind_.size()};
    sentence_.leave_open("a value of something that is not named", sentence_.words(tokens_of(all)));
    return reading;
  }

  ItemReading read_two_sided(const TwoSided& two_sided) {
    TokenRange read;
    const TokenRange range{two_sided.subject_begin, two_sided.subject_end};
    auto subject = range_subject(range, read);
    if (!subject) return not_understood();
    value_.kind = Value::Kind::limits;
    value_.limits = {two_sided.low, two_sided.high};
    read_tokens_ = {phrase_.begin, phrase_.end};
    before_tokens_ = without_times(before_, phrase_.begin, true);
    behind_tokens_ = without_times(behind_, phrase_.end, false);
    // "Body mass index (BMI): 18 ≤ BMI ≤ 32": named twice.
    for (std::size_t index = before_tokens_.begin; index < before_tokens_.end; ++index) {
      const bool is_same =
          subject->analyte && measured_concept(sentence_, index) == subject->analyte;
      if (!is_same) continue;
      subject->span.begin = std::min(subject->span.begin, sentence_.token(index).span.begin);
      read_tokens_ = {index, index + 1};
    }
    return compared(*subject);
  }

  std::optional<Subject> range_subject(TokenRange range, TokenRange& read) {
    for (std::size_t index = range.begin; index < range.end; ++index) {
      if (sentence_.token(index).kind == TokenKind::age) return age_subject(index);
    }
    for (std::size_t index = range.begin; index < range.end; ++index) {
      if (const auto analyte = measured_concept(sentence_, index)) {
        Subject subject;
        subject.kind = Subject::Kind::known;
        subject.analyte = analyte;
        subject.span = sentence_.span(range);
        return subject;
      }
    }
    return subject_in(sentence_, range, read);
  }

  Subject age_subject(std::size_t token) const {
    Subject subject;
    subject.kind = Subject::Kind::age;
    subject.span = sentence_.token(token).span;
    return subject;
  }

  std::optional<std::size_t> token_before(TokenKind kind) const {
    for (std::size_t index = before_tokens_.end; index > before_tokens_.begin; --index) {
      if (sentence_.token(index - 1).kind == kind) return index - 1;
    }
    return std::nullopt;
  }

  // "older than 18", "18 years and older": said of nothing but people's ages.
  bool compares_ages() const {
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

  bool may_be_age() const {
    const Quantity* quantity = first_quantity(value_);
    if (quantity == nullptr) return false;
    return quantity->measure == Measure::time || quantity->measure == Measure::age ||
           quantity->unit_text.empty();
  }

  std::optional<Subject> find_subject() {
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
  bool begins_with_of(TokenRange behind) const {
    return !behind.empty() && sentence_.words(behind.begin) == "of";
  }

  // "at least two prior regimens": a count in words, of things that are no quantity.
  bool is_count_in_words() const {
    const Quantity* quantity = first_quantity(value_);
    if (quantity == nullptr || !quantity->unit_text.empty()) return false;
    const std::string_view written = sentence_.words(quantity->span);
    return std::none_of(written.begin(), written.end(),
                        [](char c) { return c >= '0' && c <= '9'; });
  }

  // Nothing in front of the value but words that say nothing.
  bool stands_alone() const {
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
  bool counts_things(const std::optional<Subject>& at_back, TokenRange behind) const {
    const Quantity* quantity = first_quantity(value_);
    const bool is_bare = quantity != nullptr && quantity->unit_text.empty();
    return is_bare && at_back && at_back->kind == Subject::Kind::own_words &&
           !begins_with_of(behind);
  }

  // A time is the value of something that is named as one: "operating time > 1 h".
  bool may_last(const Subject& subject) const {
    if (!counts_years(value_, Measure::time) || subject.kind != Subject::Kind::own_words)
      return true;
    const bool has_more_words = subject.words.find(' ') != std::string::npos;
    const auto says = [&](std::string_view word) {
      return subject.words.find(word) != std::string::npos;
    };
    return has_more_words && (says("time") || says("uration") || says("age") || says("interval"));
  }

  bool is_close(TokenRange read) const { return read.end - read.begin < 4; }

  std::optional<Subject> inherited() const {
    if (context_.inherited == nullptr || is_count_in_words() || !stands_alone())
      return std::nullopt;
    const bool is_age = context_.inherited->kind == Subject::Kind::age;
    if (is_age && !may_be_age()) return std::nullopt;
    if (!may_last(*context_.inherited)) return std::nullopt;
    return *context_.inherited;
  }

  // "men 18-65 years": with nothing else to be years of, an age.
  std::optional<Subject> years_of_a_person(bool is_named) {
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
  std::optional<Span> person_before() const {
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

  Subject age_at(std::size_t token) {
    read_tokens_ = {token, token + 1};
    return age_subject(token);
  }

  // A known quantity in a unit that it cannot have is another quantity: "FEV1 < 30 % predicted".
  Subject measurable(Subject subject) const {
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

  bool is_record(std::size_t token) const {
    const TokenKind kind = sentence_.token(token).kind;
    return kind == TokenKind::condition || kind == TokenKind::medication ||
           kind == TokenKind::procedure || kind == TokenKind::event;
  }

  // "surgery < 4 weeks before enrollment", "free of malignancy for at least 5 years", "at least 4
  // weeks since chemotherapy": a record in a time, not a value.
  std::optional<ItemReading> how_long_ago() {
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

  std::optional<ItemReading> record_in_time(std::size_t token, bool is_denied) {
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
  void take_sign_in_front() {
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
  std::optional<ItemReading> onset_or_duration() {
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
    while (behind < before_tokens_.end && sentence_.token(behind).kind == TokenKind::filler)
      ++behind;
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
  bool onset_says_age() const {
    for (std::size_t index = before_tokens_.begin; index < before_tokens_.end; ++index) {
      const bool is_onset = sentence_.token(index).kind == TokenKind::onset;
      if (is_onset && ascii_lower(sentence_.words(index)).find("age") != std::string::npos)
        return true;
    }
    return false;
  }

  std::optional<std::size_t> record_around() const {
    for (const TokenKind kind : {TokenKind::condition, TokenKind::medication}) {
      if (const auto token = token_before(kind)) return token;
    }
    for (std::size_t index = behind_tokens_.begin; index < behind_tokens_.end; ++index) {
      if (sentence_.token(index).kind == TokenKind::condition) return index;
    }
    return std::nullopt;
  }

  template <typename AboutRecord>
  ItemReading about_record(std::size_t token) {
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
  std::optional<ItemReading> dose() {
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

  // "Karnofsky ≥ 70 %": the points of a scale are no per cent.
  void use_points_of(const Concept& scale) {
    const auto fit = [&](std::variant<Quantity, Grade>& bound) {
      auto* quantity = std::get_if<Quantity>(&bound);
      const bool is_per_cent = quantity != nullptr && quantity->ucum == "%" &&
                               scale.kind == ConceptKind::score && !scale.ordered_results;
      if (!is_per_cent) return;
      quantity->ucum.clear();
      quantity->unit_text.clear();
      quantity->open.push_back("the per cent are read as the points of the scale");
    };
    for (Limit& limit : value_.limits) fit(limit.bound);
    for (auto& bound : value_.listed) fit(bound);
  }

  // "blood donation > 450 mL", "more than two episodes of hypoglycemia": how much or how often no
  // record says; whether there is one it does.
  std::optional<ItemReading> counted_record(const Subject& subject) {
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

  ItemReading compared(const Subject& subject) {
    if (subject.analyte) use_points_of(sentence_.vocabulary()[*subject.analyte]);
    if (auto counted = counted_record(subject)) return std::move(*counted);
    syntax::Subject about = rule_subject(sentence_, subject, window_);
    ItemReading reading = finish(std::move(about), subject, read_tokens_);
    if (subject.analyte && reading.meaning) {
      name_steps(sentence_.vocabulary()[*subject.analyte], *reading.meaning);
    }
    reading.subject = subject;
    if (subject.kind == Subject::Kind::known) ask_for_condition(reading);
    return reading;
  }

  // "Heart failure NYHA III": words in front that are the name of a condition, and no more.
  void ask_for_condition(ItemReading& reading) {
    if (!reading.meaning) return;
    for (std::size_t index = before_tokens_.begin; index < before_tokens_.end; ++index) {
      if (sentence_.token(index).kind != TokenKind::condition) continue;
      const auto words =
          std::find(reading.rest.begin(), reading.rest.end(), sentence_.words(index));
      if (words == reading.rest.end()) continue;
      const Concept& term = sentence_.vocabulary()[*sentence_.token(index).concept_id];
      syntax::RecordReference record;
      record.kind = name("condition");
      record.terms.push_back(syntax::Term(name(term.key)));
      std::vector<syntax::Expression> both;
      both.push_back(expression(syntax::RecordExists{std::move(record)}));
      both.push_back(std::move(*reading.meaning));
      reading.meaning = all_of(std::move(both));
      reading.rest.erase(words);
      return;
    }
  }

  // Compares, and sorts the words that were not part of the subject or the value.
  ItemReading finish(syntax::Subject about, const Subject& subject, TokenRange read) {
    ValueStatement statement;
    statement.subject = std::move(about);
    statement.of = subject;
    statement.value = value_;
    statement.value_span = phrase_.span;
    statement.whole = {std::min(subject.span.begin, phrase_.span.begin),
                       std::max(subject.span.end, phrase_.span.end)};
    ItemReading reading;
    borrow_comparator(statement);
    if (statement.value.limits.size() == 1)
      reading.comparator = statement.value.limits[0].comparator;
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
  void borrow_comparator(ValueStatement& statement) {
    const bool is_single =
        statement.value.kind == Value::Kind::listed && statement.value.listed.size() == 1;
    if (!is_single || !context_.comparator || !names_one_sex() || !has_unit(statement.value))
      return;
    sentence_.assume(fmt::format("the sign in front of the first limit also governs \"{}\"",
                                 sentence_.words(phrase_.span)));
    statement.value.kind = Value::Kind::limits;
    statement.value.limits = {{*context_.comparator, statement.value.listed[0], {}, {}}};
  }

  bool names_one_sex() const {
    const TokenRange all{before_tokens_.begin, behind_tokens_.end};
    return holds(sentence_, all, TokenKind::male) != holds(sentence_, all, TokenKind::female);
  }

  // "2.5 × institutional ULN", "5 furlongs": what follows the number may be its unit, and no unit
  // that is known; so no unit is taken for granted either.
  bool is_cut() const {
    const Quantity* quantity = last_quantity(value_);
    if (quantity == nullptr || !quantity->unit_text.empty()) return false;
    if (phrase_.end >= sentence_.tokens().size()) return false;
    const Token& next = sentence_.token(phrase_.end);
    const bool is_glued = next.span.begin == phrase_.span.end;
    return next.kind == TokenKind::times || next.kind == TokenKind::upper_limit ||
           next.kind == TokenKind::normal || next.kind == TokenKind::lower_limit ||
           next.kind == TokenKind::slash || (next.kind == TokenKind::word && is_glued);
  }

  std::optional<syntax::Expression> not_cut(const ValueStatement& statement) {
    const Sentence::Mark mark = sentence_.mark();
    read_value(sentence_, statement);
    sentence_.forget_readings_since(mark);
    sentence_.leave_open("a number whose unit is not understood", sentence_.words(statement.whole));
    return std::nullopt;
  }

  // A negation in front is taken off; so is the sex that the item speaks of.
  void note_negation_and_sex(TokenRange& front, ItemReading& reading) {
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
  void note_unused_times(Leftover& leftover) {
    const bool is_observed = !window_;
    for (const TokenRange& time : time_phrases_) {
      if (is_observed) leftover.narrow.emplace_back(sentence_.words(time));
    }
  }

  Sentence& sentence_;
  Phrases before_;
  const Phrase& phrase_;
  Phrases behind_;
  const ItemContext& context_;
  Value value_;
  TokenRange before_tokens_;
  TokenRange behind_tokens_;
  TokenRange read_tokens_;
  std::optional<syntax::Window> window_;
  bool denies_a_word_ = false;
  std::vector<TokenRange> time_phrases_;
};

}  // namespace

ItemReading read_segment(Sentence& sentence, Phrases before, const Phrase& value, Phrases behind,
                         const ItemContext& context) {
  return SegmentReader(sentence, before, value, behind, context).read();
}

}  // namespace eligo::compile
