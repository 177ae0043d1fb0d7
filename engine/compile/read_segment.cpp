#include "compile/read_segment.h"

#include <algorithm>
#include <utility>

#include "compile/name_steps.h"
#include "compile/segment_reader.h"
#include "compile/value_shape.h"

namespace eligo::compile {

ItemReading SegmentReader::read() {
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

// The tokens of phrases; the time phrases among them are kept apart.
TokenRange SegmentReader::without_times(Phrases phrases, std::size_t edge, bool is_before) {
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

ItemReading SegmentReader::not_understood() {
  ItemReading reading;
  const Phrases all{before_.data(), before_.size() + 1 + behind_.size()};
  sentence_.leave_open("a value of something that is not named", sentence_.words(tokens_of(all)));
  return reading;
}

ItemReading SegmentReader::read_two_sided(const TwoSided& two_sided) {
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
    const bool is_same = subject->analyte && measured_concept(sentence_, index) == subject->analyte;
    if (!is_same) continue;
    subject->span.begin = std::min(subject->span.begin, sentence_.token(index).span.begin);
    read_tokens_ = {index, index + 1};
  }
  return compared(*subject);
}

std::optional<Subject> SegmentReader::range_subject(TokenRange range, TokenRange& read) {
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

std::optional<std::size_t> SegmentReader::token_before(TokenKind kind) const {
  for (std::size_t index = before_tokens_.end; index > before_tokens_.begin; --index) {
    if (sentence_.token(index - 1).kind == kind) return index - 1;
  }
  return std::nullopt;
}

// "Karnofsky ≥ 70 %": the points of a scale are no per cent.
void SegmentReader::use_points_of(const Concept& scale) {
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

ItemReading SegmentReader::compared(const Subject& subject) {
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
void SegmentReader::ask_for_condition(ItemReading& reading) {
  if (!reading.meaning) return;
  for (std::size_t index = before_tokens_.begin; index < before_tokens_.end; ++index) {
    if (sentence_.token(index).kind != TokenKind::condition) continue;
    const auto words = std::find(reading.rest.begin(), reading.rest.end(), sentence_.words(index));
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

ItemReading read_segment(Sentence& sentence, Phrases before, const Phrase& value, Phrases behind,
                         const ItemContext& context) {
  return SegmentReader(sentence, before, value, behind, context).read();
}

}  // namespace eligo::compile
