#include "batch/record_states.h"

#include <algorithm>

namespace eligo::batch {

RecordStates::RecordStates(const Plan& plan, const Vocabulary& vocabulary,
                           const ScreeningOptions& options)
    : plan_(plan),
      vocabulary_(vocabulary),
      options_(options),
      states_(plan.gates.size()),
      facts_(vocabulary.size()),
      results_(vocabulary.size()) {
  for (const GateId gate : plan.of_facts) {
    facts_[std::get<OfFact>(plan.gates[gate.index].kind()).fact.index].push_back(gate);
  }
  for (const GateId gate : plan.of_results) {
    const OfResults leaf = std::get<OfResults>(plan.gates[gate.index].kind());
    if (!leaf.analyte) {
      own_name_results_.push_back(gate);
      continue;
    }
    for (const ConceptId kind : vocabulary.kinds_of(*leaf.analyte)) {
      results_[kind.index].push_back(gate);
    }
  }
  // Strictly, what happens between the screening and a later day of the trial is not assumed.
  if (!options.strict || options.anchors.empty()) return;
  for (const GateId gate : plan.of_records) {
    const OfRecords leaf = std::get<OfRecords>(plan.gates[gate.index].kind());
    if (pattern_of(plan, leaf).window) refused_.push_back(gate);
  }
}

void RecordStates::see(const Row& row) {
  for (const GateId gate : touched_) states_[gate.index] = State::untouched;
  touched_.clear();
  for (const GateId gate : refused_) put(gate, State::unclear);
  for (const PlainRecord& record : row.profile.records) see_record(row, record);
  for (const PlainFact& fact : row.profile.facts) see_fact(fact.fact);
  if (!plan_.of_results.empty()) {
    for (const PlainResult& result : row.profile.results) see_result(result.analyte);
  }
  if (row.parts == nullptr) return;
  for (const OtherRecord& record : row.parts->other_records) {
    for (const Relevant& one : relevant_to(record.list, record.term, record.name)) {
      put(one.gate, State::unclear);
    }
  }
  for (const ConceptId fact : row.parts->other_facts) see_fact(fact);
  for (const std::optional<ConceptId>& analyte : row.parts->other_results) see_result(analyte);
}

void RecordStates::put(GateId gate, State state) {
  State& known = states_[gate.index];
  if (known == State::untouched) touched_.push_back(gate);
  // One entry that surely counts is enough, whatever the others are.
  if (known != State::is_true) known = state;
}

void RecordStates::see_fact(ConceptId fact) {
  for (const GateId gate : facts_[fact.index]) put(gate, State::unclear);
}

void RecordStates::see_result(const std::optional<ConceptId>& analyte) {
  if (analyte) {
    for (const GateId gate : results_[analyte->index]) put(gate, State::unclear);
  } else {
    for (const GateId gate : own_name_results_) put(gate, State::unclear);
  }
}

void RecordStates::see_record(const Row& row, const PlainRecord& record) {
  for (const Relevant& one : relevant_to(record.list, record.term, {})) {
    const GateKind kind = plan_.gates[one.gate.index].kind();
    const auto* leaf = std::get_if<OfRecords>(&kind);
    if (leaf == nullptr || !leaf->is_existence || one.relevance != Relevance::counts) {
      put(one.gate, State::unclear);
      continue;
    }
    switch (counting(row, record, pattern_of(plan_, *leaf))) {
      case Counting::no:
        break;
      case Counting::yes:
        put(one.gate, State::is_true);
        break;
      case Counting::unclear:
        put(one.gate, State::unclear);
        break;
    }
  }
}

RecordStates::Counting RecordStates::counting(const Row& row, const PlainRecord& record,
                                              const RecordPattern& pattern) const {
  if (pattern.window) return Counting::unclear;
  if (record.start && record.start->earliest > row.as_of_number) return Counting::no;
  const std::optional<PlainDate>& begins = record.start ? record.start : record.end;
  const bool may_lie_ahead = begins && begins->latest > row.as_of_number;
  if (may_lie_ahead) return Counting::unclear;
  if (!pattern.status) return Counting::yes;
  const bool has_ended = record.end && record.end->latest < row.as_of_number;
  if (!record.active || (*record.active && has_ended)) return Counting::unclear;
  return *record.active == (*pattern.status == RecordStatus::active) ? Counting::yes : Counting::no;
}

const std::vector<RecordStates::Relevant>& RecordStates::relevant_to(
    RecordList list, const std::optional<ConceptId>& term, std::string_view name) {
  if (term && name.empty()) {
    const std::uint64_t key = (static_cast<std::uint64_t>(list) << 32U) | term->index;
    const auto known = known_terms_.find(key);
    if (known != known_terms_.end()) return known->second;
    return known_terms_.emplace(key, worked_out(list, term, {})).first->second;
  }
  std::tuple<RecordList, std::optional<ConceptId>, std::string> key(list, term, name);
  const auto known = known_names_.find(key);
  if (known != known_names_.end()) return known->second;
  std::vector<Relevant> relevant = worked_out(list, term, std::string(name));
  return known_names_.emplace(std::move(key), std::move(relevant)).first->second;
}

std::vector<RecordStates::Relevant> RecordStates::worked_out(RecordList list,
                                                             const std::optional<ConceptId>& term,
                                                             const std::string& name) const {
  std::vector<Relevant> relevant;
  const auto add = [&](GateId gate, const RecordPattern& pattern) {
    const Relevance found = relevance_of(pattern, list, term, name, vocabulary_, options_.strict);
    if (found != Relevance::none) relevant.push_back({gate, found});
  };
  for (const GateId gate : plan_.of_records) {
    add(gate, pattern_of(plan_, std::get<OfRecords>(plan_.gates[gate.index].kind())));
  }
  for (const GateId gate : plan_.of_facts) {
    const ConceptId fact = std::get<OfFact>(plan_.gates[gate.index].kind()).fact;
    for (const RecordPattern& pattern : patterns_implying(fact, vocabulary_)) add(gate, pattern);
  }
  return relevant;
}

}  // namespace eligo::batch
