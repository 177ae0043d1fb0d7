#include <fmt/format.h>

#include "audit/phrase_list.h"
#include "audit/rules.h"
#include "audit/sentence_shape.h"

namespace eligo::wording {

void elsewhere(const AuditedTrial& trial, WordingFindings& found) {
  static const PhraseList references = {
      {"other protocol defined|other protocol specified|protocol defined inclusion|protocol "
       "defined exclusion|protocol defined criteria|protocol specified criteria|additional "
       "protocol defined|other inclusion criteria|other exclusion criteria|other criteria|"
       "additional criteria|additional inclusion criteria|additional exclusion criteria|other "
       "inclusion and exclusion criteria|other eligibility criteria|other inclusion exclusion "
       "criteria|other inclusion or exclusion criteria|other study specific criteria|other "
       "protocol criteria|criteria in the protocol|listed in the protocol|specified in the "
       "protocol|described in the protocol|defined in the protocol|outlined in the protocol|"
       "defined in protocol|specified in protocol|as per protocol|further criteria|other protocol "
       "inclusion|other protocol exclusion|as specified by the protocol|as defined by the protocol|"
       "as defined in the protocol|as specified in the protocol|see protocol|according to protocol",
       ""}};
  // "if all other exclusion criteria are met", "two of the following additional criteria"
  static const PhraseList of_this_list = {{"all|following|these|above|the|meet|meets|any", ""}};
  for (const AuditedSentence& sentence : trial.sentences) {
    const auto matches = references.find(sentence);
    if (matches.empty()) continue;
    const std::size_t first = matches.front().first;
    if (first > 0 && of_this_list.matches_at(sentence, first - 1)) continue;
    report(found, AuditCode::elsewhere, sentence, matches.front().span,
           fmt::format("{}: what decides stands in another document",
                       in_marks(sentence, matches.front().span)),
           "write the criteria here, or give the document and the place in it");
  }
}

}  // namespace eligo::wording
