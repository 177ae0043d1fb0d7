#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <tuple>
#include <utility>

#include "audit/phrase_list.h"
#include "audit/rules.h"
#include "audit/sentence_shape.h"
#include "text/unicode.h"

namespace eligo::wording {
namespace {

Span whole(const AuditedSentence& sentence) {
  return {0, static_cast<std::uint32_t>(sentence.text.size())};
}

// The list and the words of a sentence, without what changes nothing.
using SaidInList = std::pair<CriterionKind, std::string>;

// An item under one heading may stand under another one again.
bool stands_alone(const AuditedSentence& sentence) {
  return sentence.criterion.parts.size() == 1;
}

void check_words(const AuditedTrial& trial, WordingFindings& found) {
  constexpr std::size_t shortest = 8;  // letters
  constexpr std::size_t most_by_slip =
      2;  // where more is repeated, each group has a list of its own
  std::map<SaidInList, const AuditedSentence*> seen;
  WordingFindings repeated;
  for (const AuditedSentence& sentence : trial.sentences) {
    std::string folded = folded_name(sentence.text);
    if (!stands_alone(sentence) || folded.size() < shortest) continue;
    const auto [first, is_new] =
        seen.emplace(SaidInList{sentence.criterion.kind, std::move(folded)}, &sentence);
    if (is_new) continue;
    report(repeated, AuditCode::duplicate, sentence, whole(sentence),
           fmt::format("{} says the same in the same words", first->second->criterion.id),
           "leave one of the two out, or correct the one that was meant otherwise");
  }
  if (repeated.size() <= most_by_slip) std::ranges::move(repeated, std::back_inserter(found));
}

// The same analyte, sign, number and unit in two criteria of one list.
void check_limits(const AuditedTrial& trial, WordingFindings& found) {
  using Key =
      std::tuple<CriterionKind, std::uint32_t, ConstraintOperator, std::string, std::string>;
  std::map<Key, const AuditedSentence*> seen;
  for (const AuditedSentence& sentence : trial.sentences) {
    if (!stands_alone(sentence)) continue;
    for (const WrittenLimit& limit : sentence.limits) {
      const bool is_of_a_test =
          limit.analyte && trial.vocabulary[*limit.analyte].kind == ConceptKind::laboratory;
      if (!is_of_a_test || limit.numbers.empty()) continue;
      std::string unit = limit.is_multiple ? "multiple" : "";
      if (!limit.is_multiple && limit.unit != nullptr) unit = limit.unit->ucum;
      const auto [first, is_new] =
          seen.emplace(Key{sentence.criterion.kind, limit.analyte->index, limit.op,
                           limit.numbers.front() + ' ' + limit.numbers.back(), unit},
                       &sentence);
      if (is_new || &first->second->criterion == &sentence.criterion) continue;
      report(found, AuditCode::duplicate, sentence, limit.span,
             fmt::format("{} has the same limit", first->second->criterion.id),
             "state a limit once, so that an amendment cannot change one of the two only");
    }
  }
}

}  // namespace

void duplicate(const AuditedTrial& trial, WordingFindings& found) {
  check_words(trial, found);
  check_limits(trial, found);
}

}  // namespace eligo::wording
