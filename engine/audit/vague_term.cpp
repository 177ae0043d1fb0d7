#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "audit/phrase_list.h"
#include "audit/rules.h"
#include "audit/sentence_shape.h"

namespace eligo::wording {
namespace {

const PhraseList& vague_words() {
  static const PhraseList list = {
#define VAGUE_WORDS(words, advice) {words, advice},
#include "audit/vague_words.def"
#undef VAGUE_WORDS
  };
  return list;
}

const PhraseList& vague_functions() {
  static const PhraseList list = {
#define VAGUE_WORDS(words, advice) {words, advice},
#include "audit/vague_functions.def"
#undef VAGUE_WORDS
  };
  return list;
}

// A sentence that lists methods says what effective contraception is.
bool names_contraceptives(const AuditedSentence& sentence) {
  static const PhraseList methods = {
      {"condom|condoms|intrauterine|iud|iuds|barrier|abstinence|abstinent|oral contraceptive|oral "
       "contraceptives|hormonal|sterili*|vasectomy|vasectomi*|tubal|diaphragm|failure rate|two "
       "forms|two methods|double barrier",
       ""}};
  constexpr std::size_t fewest = 3;
  return methods.find(sentence).size() >= fewest;
}

// "Aspirin is acceptable", "7 days are considered a sufficient interval": what is allowed.
bool says_what_is_allowed(const AuditedSentence& sentence, const PhraseMatch& match) {
  static const PhraseList verdicts = {{"is|are|be|not|considered|deemed", ""}};
  const std::string& word = sentence.words[match.first].text;
  if (match.first == 0 || match.end != match.first + 1) return false;
  if (word == "acceptable") return verdicts.matches_at(sentence, match.first - 1);
  return word == "sufficient" && match.first > 1 && sentence.words[match.first - 1].text == "a" &&
         sentence.words[match.first - 2].text == "considered";
}

// "as 'Moderate' or 'Marked'": a step of a scale by its name.
bool is_quoted(const AuditedSentence& sentence, Span words) {
  const std::string_view before = sentence.text.substr(0, words.begin);
  return before.ends_with('\'') || before.ends_with('"') || before.ends_with("“") ||
         before.ends_with("‘");
}

// "an appropriate designee according to local regulations"
bool is_by_a_rule(const AuditedSentence& sentence, const PhraseMatch& match) {
  static const PhraseList rules = {
      {"according to local|according to national|according to applicable", ""}};
  constexpr std::size_t most_words_between = 2;
  for (const PhraseMatch& rule : rules.find(sentence)) {
    if (rule.first >= match.end && rule.first <= match.end + most_words_between) return true;
  }
  return false;
}

// Names and uses in which the words say something definite.
bool is_another_use(const AuditedSentence& sentence, const PhraseMatch& match) {
  static const PhraseList before = {{"age|disease|if|as|when|where|gender|sex|culturally", ""}};
  static const PhraseList behind = {
      {"if|severity to|invasive|studies|medical management|adverse event*|acute "
       "respiratory|combined|other|others|others|angina|for "
       "enrollment|"
       "representative|smoker*|metal*|chain|depress*|histocompat*|adverse|amputation*|molecular|"
       "criteria|criterion|mental disorder|for age|caregiver",
       ""}};
  const bool follows = match.first > 0 &&
                       sentence.words[match.first].text.starts_with("appropriate") &&
                       before.matches_at(sentence, match.first - 1);
  if (is_quoted(sentence, match.span) || says_what_is_allowed(sentence, match) ||
      is_by_a_rule(sentence, match))
    return true;
  // "mild to severe" leaves nobody out.
  static const PhraseList whole_scales = {{"mild to severe|mild moderate or severe", ""}};
  for (const PhraseMatch& scale : whole_scales.find(sentence)) {
    if (scale.first <= match.first && match.end <= scale.end) return true;
  }
  const bool is_followed =
      match.end < sentence.words.size() && behind.matches_at(sentence, match.end);
  return follows || is_followed;
}

// "severity" alone is the name of a scale's quantity; only its steps can be vague.
bool asks_for_something(const AuditedSentence& sentence, const PhraseMatch& match) {
  if (sentence.words[match.first].text != "severity") return true;
  return match.first > 0 && sentence.words[match.first - 1].text == "sufficient";
}

bool is_vague(const AuditedSentence& sentence, const PhraseMatch& match) {
  if (is_within_a_name(sentence, match.span) || is_another_use(sentence, match)) return false;
  if (!asks_for_something(sentence, match)) return false;
  if (names_contraceptives(sentence)) return false;
  return !defines(sentence, match.span);
}

// Whether the sentence names a laboratory test, with or without a limit.
bool names_a_test(const AuditedTrial& trial, const AuditedSentence& sentence) {
  const auto is_test = [&](ConceptId id) {
    return trial.vocabulary[id].kind == ConceptKind::laboratory;
  };
  const auto is_limit_of_a_test = [&](const WrittenLimit& limit) {
    return limit.analyte && is_test(*limit.analyte);
  };
  const auto names = [&](const compile::Token& token) {
    return token.kind == compile::TokenKind::measured && token.concept_id &&
           is_test(*token.concept_id);
  };
  return std::any_of(sentence.limits.begin(), sentence.limits.end(), is_limit_of_a_test) ||
         std::any_of(sentence.tokens.begin(), sentence.tokens.end(), names);
}

// "Class II cardiac dysfunction"
bool is_graded(const AuditedSentence& sentence, const PhraseMatch& match) {
  static const PhraseList scales = {{"class|grade|stage", ""}};
  return match.first > 1 && scales.matches_at(sentence, match.first - 2);
}

// "Abnormal liver function > 1.5 x ULN": of which test?
void check_functions(const AuditedTrial& trial, const AuditedSentence& sentence,
                     WordingFindings& found) {
  const bool has_limit_only =
      !sentence.limits.empty() && !holds(sentence, compile::TokenKind::grade);
  if (names_a_test(trial, sentence)) return;
  for (const PhraseMatch& match : vague_functions().find(sentence)) {
    if (is_graded(sentence, match)) continue;
    if (!has_limit_only && defines(sentence, match.span)) continue;
    report(found, AuditCode::vague_term, sentence, match.span,
           fmt::format("{} names no test that tells it", in_marks(sentence, match.span)),
           std::string(match.advice));
  }
}

}  // namespace

void vague_term(const AuditedTrial& trial, WordingFindings& found) {
  for (const AuditedSentence& sentence : trial.sentences) {
    check_functions(trial, sentence, found);
    // A sentence with several vague words is one to write anew: the first says so.
    const std::vector<PhraseMatch> matches = vague_words().find(sentence);
    const auto first = std::find_if(matches.begin(), matches.end(), [&](const PhraseMatch& match) {
      return is_vague(sentence, match);
    });
    if (first == matches.end()) continue;
    report(found, AuditCode::vague_term, sentence, first->span,
           fmt::format("{} is not defined: two readers may draw the line at different places",
                       in_marks(sentence, first->span)),
           std::string(first->advice));
  }
}

}  // namespace eligo::wording
