#include <fmt/format.h>

#include <string>

#include "audit/field_words.h"
#include "audit/phrase_list.h"
#include "audit/rules.h"
#include "audit/sentence_shape.h"

namespace eligo::wording {
namespace {

const PhraseList& known_misspellings() {
  static const PhraseList list = {
#define MISSPELLING(wrong, right) {wrong, right},
#include "audit/misspellings.def"
#undef MISSPELLING
  };
  return list;
}

void say(const AuditedSentence& sentence, Span words, std::string_view meant,
         WordingFindings& found) {
  report(found, AuditCode::misspelt_term, sentence, words,
         fmt::format("{} is probably \"{}\"", in_marks(sentence, words), meant),
         fmt::format("write \"{}\" if that is meant", meant));
}

}  // namespace

void misspelt_term(const AuditedTrial& trial, WordingFindings& found) {
  for (const AuditedSentence& sentence : trial.sentences) {
    for (const PhraseMatch& match : known_misspellings().find(sentence)) {
      say(sentence, match.span, match.advice, found);
    }
    for (const SentenceWord& word : sentence.words) {
      const std::string meant = trial.field_words.meant_by(word.text);
      if (!meant.empty()) say(sentence, word.span, meant, found);
    }
  }
}

}  // namespace eligo::wording
