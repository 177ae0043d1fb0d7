#include "decide/leaf_truth.h"

#include "decide/evaluate.h"
#include "decide/match_record.h"
#include "decide/open_class.h"

namespace eligo {
namespace {

// A patient who has this one entry and nothing else.
Patient patient_with(RecordList list, const std::optional<ConceptId>& term, const std::string& name,
                     const Vocabulary& vocabulary) {
  Record record;
  record.list = list;
  record.term = term;
  record.name = name;
  if (!term) record.own_name = vocabulary.comparable_name(name);
  Patient patient;
  patient.records.push_back(std::move(record));
  return patient;
}

}  // namespace

Truth leaf_truth(const Program& program, NodeId leaf, const Patient& patient,
                 const Vocabulary& vocabulary, const ScreeningOptions& options) {
  return evaluate_node({program, patient, vocabulary, options}, {}, leaf).truth;
}

Relevance relevance_of(const RecordPattern& pattern, RecordList list,
                       const std::optional<ConceptId>& term, const std::string& name,
                       const Vocabulary& vocabulary, bool strict) {
  const Program no_program;
  const Patient patient = patient_with(list, term, name, vocabulary);
  const ScreeningOptions options;
  const Screening screening{no_program, patient, vocabulary, options};
  RecordPattern timeless = pattern;
  timeless.window.reset();
  timeless.status.reset();
  for (const RecordMatch& match : match_records(screening, timeless)) {
    if (match.truth == Truth::yes) return Relevance::counts;
    if (match.truth == Truth::unknown) return Relevance::unclear;
    if (match.unrecognised && strict) return Relevance::unclear;
  }
  return possible_members(screening, timeless).empty() ? Relevance::none : Relevance::unclear;
}

std::vector<RecordList> lists_of(const RecordPattern& pattern, const Vocabulary& vocabulary) {
  const Program no_program;
  const Patient nobody;
  const ScreeningOptions options;
  return lists_of(Screening{no_program, nobody, vocabulary, options}, pattern);
}

}  // namespace eligo
