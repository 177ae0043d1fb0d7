#include <fmt/format.h>

#include "audit/phrase_list.h"
#include "audit/rules.h"
#include "audit/sentence_shape.h"

namespace eligo::wording {

void open_list(const AuditedTrial& trial, WordingFindings& found) {
  static const PhraseList endings = {
      {"etc|et cetera|and so on|and so forth|and others|or others|and the like|or the like|among "
       "others|amongst others|or similar|and similar|or equivalent conditions|and other such",
       ""}};
  for (const AuditedSentence& sentence : trial.sentences) {
    for (const PhraseMatch& match : endings.find(sentence)) {
      report(found, AuditCode::open_list, sentence, match.span,
             fmt::format("{}: the list goes on, and nobody can know with what",
                         in_marks(sentence, match.span)),
             "list all that is meant, or name the class that the examples belong to");
    }
  }
}

}  // namespace eligo::wording
