#include "compile/subject.h"

#include <algorithm>
#include <array>

#include "quantity/unit_spelling.h"

namespace eligo::compile {
namespace {

// Words that belong to the noun they stand in front of, and may be part of a quantity's name.
bool is_nominal(TokenKind kind) {
  switch (kind) {
    case TokenKind::word:
    case TokenKind::narrowing:
    case TokenKind::condition:
    case TokenKind::medication:
    case TokenKind::procedure:
    case TokenKind::event:
    case TokenKind::measured:
    case TokenKind::grade:
    case TokenKind::duration:
    case TokenKind::active:
    case TokenKind::slash:
      return true;
    default:
      return false;
  }
}

// Words that say nothing but stand inside names: "thickness of the tendon".
bool stands_inside_names(std::string_view lower) {
  static constexpr std::array<std::string_view, 18> inside = {
      "of",    "the",   "a",      "an",     "total",         "score", "index",  "rate",  "count",
      "level", "serum", "plasma", "levels", "concentration", "body",  "scores", "blood", "value"};
  return std::find(inside.begin(), inside.end(), lower) != inside.end();
}

// Words between a scale's name and its step: "Child-Pugh class B".
bool is_scale_word(std::string_view lower) {
  return lower == "class" || lower == "stage" || lower == "grade" || lower == "type";
}

bool is_qualifier(std::string_view lower) {
  return lower == "fasting" || lower == "serum" || lower == "plasma" || lower == "blood" ||
         lower == "urine";
}

std::string lower_words(const Sentence& sentence, std::size_t token) {
  return ascii_lower(sentence.words(token));
}

// Where the noun phrase that ends before `end` begins.
std::size_t name_begin(const Sentence& sentence, std::size_t first, std::size_t end) {
  std::size_t begin = end;
  std::size_t candidate = end;
  while (candidate > first) {
    const Token& token = sentence.token(candidate - 1);
    if (is_nominal(token.kind)) {
      begin = --candidate;
    } else if (token.kind == TokenKind::filler &&
               stands_inside_names(lower_words(sentence, candidate - 1))) {
      --candidate;
    } else {
      break;
    }
  }
  return begin;
}

// The end of a parenthesis that begins at `left`.
std::size_t after_parenthesis(const Sentence& sentence, std::size_t left, std::size_t end) {
  std::size_t depth = 0;
  for (std::size_t index = left; index < end; ++index) {
    if (sentence.token(index).kind == TokenKind::left) ++depth;
    if (sentence.token(index).kind == TokenKind::right && --depth == 0) return index + 1;
  }
  return end;
}

// "stage", "grade" in front of a value belong to the name where no scale is named before them.
std::size_t without_scale_words(const Sentence& sentence, TokenRange tokens, std::size_t name_end) {
  std::size_t end = name_end;
  while (end < tokens.end && sentence.token(end).kind == TokenKind::narrowing &&
         is_scale_word(lower_words(sentence, end))) {
    ++end;
  }
  return end;
}

Subject known_subject(const Sentence& sentence, ConceptId analyte, TokenRange range,
                      std::size_t first) {
  Subject subject;
  subject.kind = Subject::Kind::known;
  subject.analyte = analyte;
  subject.span = sentence.span(range);
  if (sentence.vocabulary()[analyte].kind != ConceptKind::laboratory) return subject;
  // "fasting triglycerides" can be a name of triglycerides; the word still says something.
  const std::string own = ascii_lower(sentence.words(range));
  const std::string own_first = own.substr(0, own.find(' '));
  const std::string known_name = ascii_lower(sentence.vocabulary()[analyte].name);
  if (is_qualifier(own_first) && own != own_first &&
      known_name.find(own_first) == std::string::npos) {
    subject.qualifiers.push_back(own_first);
  }
  // "fasting serum C-peptide"
  for (std::size_t index = range.begin; index > first; --index) {
    const std::string word = lower_words(sentence, index - 1);
    if (!is_qualifier(word)) break;
    const bool is_second_specimen =
        word != "fasting" && std::any_of(subject.qualifiers.begin(), subject.qualifiers.end(),
                                         [](const auto& known) { return known != "fasting"; });
    if (!is_second_specimen) subject.qualifiers.insert(subject.qualifiers.begin(), word);
  }
  return subject;
}

std::optional<Subject> own_words_subject(const Sentence& sentence, TokenRange range) {
  // Filler at the ends is no part of a name.
  while (!range.empty() && !is_nominal(sentence.token(range.end - 1).kind)) --range.end;
  while (!range.empty() && sentence.token(range.begin).kind == TokenKind::narrowing &&
         range.end - range.begin > 1) {
    ++range.begin;
  }
  while (!range.empty() && !is_nominal(sentence.token(range.begin).kind)) ++range.begin;
  bool has_noun = false;
  for (std::size_t index = range.begin; index < range.end; ++index) {
    const TokenKind kind = sentence.token(index).kind;
    has_noun = has_noun || (kind != TokenKind::narrowing && kind != TokenKind::filler &&
                            kind != TokenKind::active && kind != TokenKind::slash);
  }
  // "grade", "stage" alone are what they are of, which is not named here.
  if (!has_noun) return std::nullopt;
  constexpr std::size_t most_tokens = 9;
  if (range.empty() || range.end - range.begin > most_tokens) return std::nullopt;
  const bool has_letters = std::any_of(
      sentence.words(range).begin(), sentence.words(range).end(),
      [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80) != 0; });
  if (!has_letters) return std::nullopt;
  Subject subject;
  subject.kind = Subject::Kind::own_words;
  subject.words = std::string(sentence.words(range));
  subject.span = sentence.span(range);
  return subject;
}

}  // namespace

std::optional<ConceptId> measured_concept(const Sentence& sentence, std::size_t token) {
  const Token& tagged = sentence.token(token);
  const auto is_measured_id = [&](ConceptId id) {
    return is_measured(sentence.vocabulary()[id].kind);
  };
  if (tagged.concept_id && is_measured_id(*tagged.concept_id)) return tagged.concept_id;
  for (const ConceptId id : tagged.other_concepts) {
    if (is_measured_id(id)) return id;
  }
  return std::nullopt;
}

std::optional<Subject> subject_in(const Sentence& sentence, TokenRange tokens, TokenRange& read) {
  // The name ends where the value begins, but for "is", "level of" and what stands in parentheses.
  std::size_t end = tokens.end;
  std::size_t name_end = end;
  while (end > tokens.begin) {
    const Token& token = sentence.token(end - 1);
    if (token.kind == TokenKind::right) {
      std::size_t left = end - 1;
      while (left > tokens.begin && sentence.token(left).kind != TokenKind::left) --left;
      end = left;
    } else if (token.kind == TokenKind::filler || token.kind == TokenKind::colon ||
               token.kind == TokenKind::at || token.kind == TokenKind::anchor ||
               token.kind == TokenKind::comma || token.kind == TokenKind::dash ||
               token.kind == TokenKind::between || token.kind == TokenKind::within ||
               (token.kind == TokenKind::narrowing &&
                is_scale_word(lower_words(sentence, end - 1)))) {
      --end;
    } else {
      break;
    }
    name_end = end;
  }
  if (end == tokens.begin) return std::nullopt;
  if (!measured_concept(sentence, name_end - 1))
    name_end = without_scale_words(sentence, tokens, name_end);
  const std::size_t begin = name_begin(sentence, tokens.begin, name_end);
  if (begin == name_end) return std::nullopt;

  // A measured quantity at the end of the name, with nothing unknown in front of it, is meant.
  const std::size_t last = name_end - 1;
  if (const auto analyte = measured_concept(sentence, last)) {
    std::size_t unknown = last;
    for (std::size_t index = begin; index < last; ++index) {
      const TokenKind kind = sentence.token(index).kind;
      if (kind == TokenKind::word) unknown = std::min(unknown, index);
    }
    if (unknown == last) {
      read = {last, tokens.end};
      return known_subject(sentence, *analyte, {last, last + 1}, tokens.begin);
    }
  }
  read = {begin, tokens.end};
  // "creatinine clearance (CrCl)": the name in parentheses may be the known one.
  if (name_end < tokens.end && sentence.token(name_end).kind == TokenKind::left) {
    const std::size_t close = after_parenthesis(sentence, name_end, tokens.end);
    for (std::size_t index = name_end + 1; index + 1 < close; ++index) {
      const auto analyte = measured_concept(sentence, index);
      if (!analyte || close - name_end > 5) continue;
      Subject subject = known_subject(sentence, *analyte, {index, index + 1}, tokens.begin);
      subject.span = sentence.span({begin, close});
      return subject;
    }
  }
  return own_words_subject(sentence, {begin, name_end});
}

std::optional<Subject> subject_behind(const Sentence& sentence, TokenRange tokens,
                                      TokenRange& read) {
  std::size_t begin = tokens.begin;
  while (begin < tokens.end &&
         (sentence.token(begin).kind == TokenKind::filler || lower_words(sentence, begin) == "on" ||
          lower_words(sentence, begin) == "in")) {
    ++begin;
  }
  if (begin < tokens.end && sentence.token(begin).kind == TokenKind::age) {
    Subject subject;
    subject.kind = Subject::Kind::age;
    subject.span = sentence.token(begin).span;
    read = {tokens.begin, begin + 1};
    return subject;
  }
  std::size_t end = begin;
  while (end < tokens.end && (is_nominal(sentence.token(end).kind) ||
                              (end > begin && sentence.token(end).kind == TokenKind::filler &&
                               stands_inside_names(lower_words(sentence, end))))) {
    ++end;
  }
  while (end > begin && !is_nominal(sentence.token(end - 1).kind)) --end;
  if (end == begin) return std::nullopt;
  read = {tokens.begin, end};
  if (end - begin == 1) {
    if (const auto analyte = measured_concept(sentence, begin)) {
      return known_subject(sentence, *analyte, {begin, end}, begin);
    }
  }
  return own_words_subject(sentence, {begin, end});
}

}  // namespace eligo::compile
