#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "audit/phrase_list.h"
#include "audit/rules.h"
#include "audit/sentence_shape.h"

namespace eligo::wording {
namespace {

using compile::Token;
using compile::TokenKind;

bool is_sex(TokenKind kind) {
  return kind == TokenKind::male || kind == TokenKind::female;
}

// The sex that a limit is for: it stands right behind it, "> 1.5 mg/dL (males)", "in women".
const Token* sex_behind(const AuditedSentence& sentence, const WrittenLimit& limit) {
  constexpr std::size_t near = 3;
  const std::size_t first = token_from(sentence, limit.value_span.end);
  for (std::size_t at = first; at < std::min(first + near, sentence.tokens.size()); ++at) {
    const Token& token = sentence.tokens[at];
    if (is_sex(token.kind)) return &token;
    const bool may_stand_between = is_one_of(
        token.kind, {TokenKind::filler, TokenKind::left, TokenKind::within, TokenKind::since});
    if (!may_stand_between) return nullptr;
  }
  return nullptr;
}

// Whether a trial speaks anywhere of what men and women have to show for this analyte.
bool has_other_limit(const AuditedTrial& trial, const AuditedSentence& own,
                     const WrittenLimit& limit) {
  for (const AuditedSentence& sentence : trial.sentences) {
    for (const WrittenLimit& other : sentence.limits) {
      const bool is_same = &sentence == &own && other.value_span == limit.value_span;
      if (!is_same && other.analyte == limit.analyte) return true;
    }
  }
  return false;
}

// Limits that tell menopause or a pregnancy are of women by their nature.
bool is_of_one_sex_by_nature(const AuditedSentence& sentence) {
  static const PhraseList natures = {
      {"menopaus*|postmenopaus*|premenopaus*|childbearing|pregnan*|"
       "fertil*|hypogonad*|prostat*|testosterone|psa|erectile",
       ""}};
  return !natures.find(sentence).empty();
}

bool only_one_sex_takes_part(const Program& program) {
  return std::any_of(program.criteria.begin(), program.criteria.end(), [&](const Criterion& item) {
    return item.kind == CriterionKind::registry && item.root &&
           std::holds_alternative<PatientSexIs>(program[*item.root].operation);
  });
}

void check(const AuditedTrial& trial, const AuditedSentence& sentence, const WrittenLimit& limit,
           WordingFindings& found) {
  if (!is_measured_limit(trial, limit) || trial.vocabulary[*limit.analyte].only_sex) return;
  const Token* sex = sex_behind(sentence, limit);
  if (sex == nullptr || is_of_one_sex_by_nature(sentence)) return;
  const TokenKind other = sex->kind == TokenKind::male ? TokenKind::female : TokenKind::male;
  if (holds(sentence, other) || has_other_limit(trial, sentence, limit)) return;
  const Span words{limit.value_span.begin, sex->span.end};
  const std::string_view missing = other == TokenKind::male ? "men" : "women";
  report(found, AuditCode::sex_gap, sentence, words,
         fmt::format("{} leaves {} without a limit for {}", in_marks(sentence, words), missing,
                     trial.vocabulary[*limit.analyte].name),
         fmt::format("give the limit for {} too, or say that there is none", missing));
}

}  // namespace

void sex_gap(const AuditedTrial& trial, WordingFindings& found) {
  if (only_one_sex_takes_part(trial.program)) return;
  for (const AuditedSentence& sentence : trial.sentences) {
    for (const WrittenLimit& limit : sentence.limits) check(trial, sentence, limit, found);
  }
}

}  // namespace eligo::wording
