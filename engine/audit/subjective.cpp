#include <fmt/format.h>

#include "audit/phrase_list.h"
#include "audit/rules.h"
#include "audit/sentence_shape.h"

namespace eligo::wording {
namespace {

const PhraseList& opinions() {
  static const PhraseList list = {
#define OPINION(phrases) {phrases, ""},
#define CONSEQUENCE(phrases)
#include "audit/subjective_phrases.def"
#undef OPINION
#undef CONSEQUENCE
  };
  return list;
}

const PhraseList& consequences() {
  static const PhraseList list = {
#define OPINION(phrases)
#define CONSEQUENCE(phrases) {phrases, ""},
#include "audit/subjective_phrases.def"
#undef OPINION
#undef CONSEQUENCE
  };
  return list;
}

}  // namespace

void subjective(const AuditedTrial& trial, WordingFindings& found) {
  for (const AuditedSentence& sentence : trial.sentences) {
    if (const auto opinion = opinions().find(sentence); !opinion.empty()) {
      report(found, AuditCode::subjective, sentence, opinion.front().span,
             fmt::format("{}: a person's opinion decides, which no record holds",
                         in_marks(sentence, opinion.front().span)),
             "name the findings that decide, and leave the opinion for what is left");
      continue;
    }
    const auto consequence = consequences().find(sentence);
    if (consequence.empty() || is_within_a_name(sentence, consequence.front().span)) continue;
    report(found, AuditCode::subjective, sentence, consequence.front().span,
           fmt::format("{}: somebody has to judge it, and the sentence does not say by what",
                       in_marks(sentence, consequence.front().span)),
           "name the diseases, findings or limits that are meant");
  }
}

}  // namespace eligo::wording
