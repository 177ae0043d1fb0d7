#pragma once

// What the entries of a patient's lists, the stated facts and the results without places mean for
// the leaves that are about them. Private to this stage.

#include <map>
#include <string>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "batch/row.h"
#include "decide/leaf_truth.h"

namespace eligo::batch {

class RecordStates {
 public:
  RecordStates(const Plan& plan, const Vocabulary& vocabulary, const ScreeningOptions& options);

  // Looks at the row. Leaves that are not touched have the truth that nothing recorded gives them.
  void see(const Row& row);
  const std::vector<GateId>& touched() const { return touched_; }
  // Whether a touched leaf is surely true; else only the reference can say.
  bool is_true(GateId gate) const { return states_[gate.index] == State::is_true; }

 private:
  enum class State : std::uint8_t { untouched, is_true, unclear };
  struct Relevant {
    GateId gate;
    Relevance relevance{};
  };
  // Whether an entry that is relevant counts: its dates and its status decide.
  enum class Counting { no, yes, unclear };

  void see_record(const Row& row, const PlainRecord& record);
  void see_fact(ConceptId fact);
  void see_result(const std::optional<ConceptId>& analyte);
  void put(GateId gate, State state);
  // `name` is empty for a term that stands in the list of its kind: there it says nothing more.
  const std::vector<Relevant>& relevant_to(RecordList list, const std::optional<ConceptId>& term,
                                           std::string_view name);
  std::vector<Relevant> worked_out(RecordList list, const std::optional<ConceptId>& term,
                                   const std::string& name) const;
  Counting counting(const Row& row, const PlainRecord& record, const RecordPattern& pattern) const;

  const Plan& plan_;
  const Vocabulary& vocabulary_;
  const ScreeningOptions& options_;
  std::vector<State> states_;  // by GateId
  std::vector<GateId> touched_;
  std::vector<GateId> refused_;               // always left to the reference
  std::vector<std::vector<GateId>> facts_;    // by ConceptId: the leaves about the fact
  std::vector<std::vector<GateId>> results_;  // by ConceptId: the leaves about such a result
  std::vector<GateId> own_name_results_;
  std::unordered_map<std::uint64_t, std::vector<Relevant>> known_terms_;
  std::map<std::tuple<RecordList, std::optional<ConceptId>, std::string>, std::vector<Relevant>>
      known_names_;
};

}  // namespace eligo::batch
