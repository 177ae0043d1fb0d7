#pragma once

// What single leaves of a program are for a patient, without the explanation: what faster paths ask
// where they do not know.

#include <optional>
#include <string>
#include <vector>

#include "decide/decide.h"
#include "quantity/truth.h"

namespace eligo {

// The truth of a leaf, as `decide` finds it.
Truth leaf_truth(const Program& program, NodeId leaf, const Patient& patient,
                 const Vocabulary& vocabulary, const ScreeningOptions& options);

// What an entry of a list can mean for a pattern of records, whatever its dates and its status.
enum class Relevance {
  none,    // nothing: without it, the answer is the same
  counts,  // it matches, as far as its dates and its status do
  unclear  // neither is certain: the entry itself must be looked at
};
// `term` is unset for a name that the vocabulary does not know. With `strict`, such a name is never
// of no relevance.
Relevance relevance_of(const RecordPattern& pattern, RecordList list,
                       const std::optional<ConceptId>& term, const std::string& name,
                       const Vocabulary& vocabulary, bool strict);

// The lists that must be complete so that the absence of such records says something.
std::vector<RecordList> lists_of(const RecordPattern& pattern, const Vocabulary& vocabulary);

}  // namespace eligo
