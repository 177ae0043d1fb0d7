#include <fmt/format.h>

#include <map>

#include "audit/phrase_list.h"
#include "audit/rules.h"
#include "audit/sentence_shape.h"
#include "text/unicode.h"

namespace eligo::wording {
namespace {

// "No exclusion criteria are positive": says nothing that the other list does not say.
void check_circular(const AuditedSentence& sentence, WordingFindings& found) {
  static const PhraseList references = {
      {"no exclusion criteria|no exclusion criterion|none of the exclusion criteria|any of the "
       "exclusion criteria|any exclusion criteria|any exclusion criterion|without exclusion "
       "criteria|absence of exclusion criteria|the exclusion criteria|exclusion criteria above|"
       "exclusion criteria listed|not meet the inclusion criteria|not meeting the inclusion "
       "criteria|not meeting inclusion criteria|not meet inclusion criteria|do not meet inclusion|"
       "does not meet inclusion|not fulfilling the inclusion criteria|not fulfilling inclusion "
       "criteria|not fulfill the inclusion criteria|failure to meet inclusion criteria|failure to "
       "meet the inclusion criteria|all inclusion criteria|not satisfying the inclusion criteria|"
       "meet the inclusion criteria|meets the inclusion criteria",
       ""}};
  const auto matches = references.find(sentence);
  if (matches.empty()) return;
  // A sentence that says more than this has a content of its own.
  constexpr std::size_t most_words = 16;
  if (sentence.words.size() > most_words) return;
  report(found, AuditCode::misplaced, sentence, matches.front().span,
         fmt::format("{} only repeats the other list", in_marks(sentence, matches.front().span)),
         "leave it out: both lists hold anyway");
}

// "Exclusion: active hepatitis" among the inclusions.
void check_label(const AuditedSentence& sentence, WordingFindings& found) {
  static const PhraseList exclusions = {
      {"exclusion|exclusions|exclude|excluded|exclusion criteria|key exclusion criteria", ""}};
  static const PhraseList inclusions = {
      {"inclusion|inclusions|include|included|inclusion criteria|"
       "key inclusion criteria",
       ""}};
  const bool is_inclusion = sentence.criterion.kind == CriterionKind::inclusion;
  const auto matches = (is_inclusion ? exclusions : inclusions).find(sentence);
  if (matches.empty() || matches.front().first != 0) return;
  const std::uint32_t end = matches.front().span.end;
  if (end >= sentence.text.size() || sentence.text[end] != ':') return;
  report(found, AuditCode::misplaced, sentence, matches.front().span,
         fmt::format("{} stands among the {} criteria", in_marks(sentence, matches.front().span),
                     name_of(sentence.criterion.kind)),
         "move the criterion to the list that it belongs to");
}

// "Patients with hepatitis are excluded" among the inclusions.
void check_verb(const AuditedSentence& sentence, WordingFindings& found) {
  static const PhraseList verbs = {
      {"are excluded|is excluded|will be excluded|must be excluded|should be excluded|are not "
       "eligible|is not eligible|are ineligible|is ineligible|not be eligible|to be excluded|shall "
       "be excluded|cannot be included|are not allowed to participate|may not participate|"
       "excludes participation",
       ""}};
  if (sentence.criterion.kind != CriterionKind::inclusion) return;
  for (const PhraseMatch& match : verbs.find(sentence)) {
    // "No subjects will be excluded because of their sex"
    const bool is_denied = match.first > 0 && sentence.words.front().text == "no";
    if (is_denied) continue;
    report(found, AuditCode::misplaced, sentence, match.span,
           fmt::format("{}: an exclusion stands among the inclusion criteria",
                       in_marks(sentence, match.span)),
           "move it to the exclusion criteria");
    return;
  }
}

void check_both_lists(const AuditedTrial& trial, WordingFindings& found) {
  constexpr std::size_t shortest = 8;  // letters
  std::map<std::string, const AuditedSentence*> included;
  for (const AuditedSentence& sentence : trial.sentences) {
    if (sentence.criterion.parts.size() > 1) continue;
    std::string folded = folded_name(sentence.text);
    if (folded.size() < shortest) continue;
    if (sentence.criterion.kind == CriterionKind::inclusion) {
      included.emplace(std::move(folded), &sentence);
      continue;
    }
    const auto other = included.find(folded);
    if (other == included.end()) continue;
    report(found, AuditCode::misplaced, sentence,
           {0, static_cast<std::uint32_t>(sentence.text.size())},
           fmt::format("{} asks for just what this excludes", other->second->criterion.id),
           "leave it in the list that it was meant for");
  }
}

}  // namespace

void misplaced(const AuditedTrial& trial, WordingFindings& found) {
  for (const AuditedSentence& sentence : trial.sentences) {
    check_circular(sentence, found);
    check_label(sentence, found);
    check_verb(sentence, found);
  }
  check_both_lists(trial, found);
}

}  // namespace eligo::wording
