#include "audit/audited_sentence.h"

#include <algorithm>
#include <utility>

namespace eligo {
namespace {

bool is_letter(unsigned char c) {
  constexpr unsigned char beyond_ascii = 0x80;
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         c >= beyond_ascii;
}

// A sign beyond ASCII that is no letter: "≥", "–", "’". They all begin with 0xE2.
bool is_sign(unsigned char c) {
  constexpr unsigned char first_byte_of_signs = 0xE2;
  return c == first_byte_of_signs;
}

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

// The byte offsets at which the code points of a text begin, and its size.
std::vector<std::uint32_t> code_point_offsets(std::string_view text) {
  constexpr unsigned mask = 0xC0;
  constexpr unsigned continuation = 0x80;
  std::vector<std::uint32_t> offsets;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if ((static_cast<unsigned char>(text[at]) & mask) != continuation) {
      offsets.push_back(static_cast<std::uint32_t>(at));
    }
  }
  offsets.push_back(static_cast<std::uint32_t>(text.size()));
  return offsets;
}

Span bytes_of(const std::vector<std::uint32_t>& offsets, CodePoints points) {
  const std::size_t last = offsets.size() - 1;
  return {offsets[std::min<std::size_t>(points.begin, last)],
          offsets[std::min<std::size_t>(points.end, last)]};
}

bool is_unit(compile::TokenKind kind) {
  return kind == compile::TokenKind::unit || kind == compile::TokenKind::time_unit ||
         kind == compile::TokenKind::age_unit;
}

// The unit that is written in the bytes of a value.
const compile::Token* unit_in(const compile::Tokens& tokens, Span value) {
  const auto found = std::find_if(tokens.begin(), tokens.end(), [&](const compile::Token& token) {
    return is_unit(token.kind) && token.span.begin >= value.begin && token.span.end <= value.end;
  });
  return found == tokens.end() ? nullptr : &*found;
}

}  // namespace

std::vector<SentenceWord> words_of(std::string_view text) {
  std::vector<SentenceWord> words;
  std::size_t at = 0;
  while (at < text.size()) {
    if (is_sign(static_cast<unsigned char>(text[at]))) {
      at = std::min<std::size_t>(at + 3, text.size());
      continue;
    }
    if (!is_letter(static_cast<unsigned char>(text[at]))) {
      ++at;
      continue;
    }
    SentenceWord word;
    word.span.begin = static_cast<std::uint32_t>(at);
    while (at < text.size() && is_letter(static_cast<unsigned char>(text[at])) &&
           !is_sign(static_cast<unsigned char>(text[at]))) {
      word.text += lower(text[at++]);
    }
    word.span.end = static_cast<std::uint32_t>(at);
    words.push_back(std::move(word));
  }
  return words;
}

std::vector<AuditedSentence> SentencePreparation::sentences_of(const Program& program) {
  std::vector<AuditedSentence> sentences;
  for (const Criterion& criterion : program.criteria) {
    if (criterion.kind == CriterionKind::registry) continue;
    for (std::size_t part = 0; part < criterion.parts.size(); ++part) {
      sentences.push_back(sentence_of(criterion, part));
      // Units are tokens of the sentence, which must not move any more.
      sentences.back().limits = limits_of(sentences.back());
    }
  }
  return sentences;
}

AuditedSentence SentencePreparation::sentence_of(const Criterion& criterion, std::size_t part) {
  const Span words = criterion.parts[part].words;
  const std::string_view text =
      std::string_view(criterion.text).substr(words.begin, words.end - words.begin);
  AuditedSentence sentence{criterion, part, text, tagger_.tag(text), {}, words_of(text), {}};
  sentence.phrases = parser_.parse(text, sentence.tokens);
  return sentence;
}

std::vector<WrittenLimit> SentencePreparation::limits_of(const AuditedSentence& sentence) {
  CriterionSentence alone;
  alone.words.text = std::string(sentence.text);
  const CriteriaList list = sentence.criterion.kind == CriterionKind::exclusion
                                ? CriteriaList::exclusion
                                : CriteriaList::inclusion;
  const std::vector<std::uint32_t> offsets = code_point_offsets(sentence.text);
  std::vector<WrittenLimit> limits;
  for (NumericConstraint& constraint : compiler_.compile(alone, list).constraints) {
    WrittenLimit limit;
    limit.analyte = vocabulary_.find(constraint.concept_name);
    limit.name = std::move(constraint.concept_name);
    limit.op = constraint.op;
    for (std::string* number : {&constraint.value, &constraint.low, &constraint.high}) {
      if (!number->empty()) limit.numbers.push_back(std::move(*number));
    }
    limit.span = bytes_of(offsets, constraint.span);
    limit.name_span = bytes_of(offsets, constraint.concept_span);
    limit.value_span = bytes_of(offsets, constraint.value_span);
    limit.is_multiple = constraint.unit == "xULN" || constraint.unit == "xLLN";
    limit.unit = unit_in(sentence.tokens, limit.value_span);
    limits.push_back(std::move(limit));
  }
  return limits;
}

}  // namespace eligo
