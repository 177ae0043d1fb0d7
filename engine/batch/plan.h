#pragma once

// Many programs as one plan for deciding many patients: every question about a patient that some
// trial asks stands in it once, however many trials ask it.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "batch/gate.h"
#include "batch/limit_table.h"
#include "decide/decide.h"
#include "language/program.h"
#include "vocabulary/vocabulary.h"

namespace eligo::batch {

using TrialIndex = StrongId<struct TrialTag>;

// One place a patient: of the newest result that a pattern selects, or of an age.
struct ResultColumn {
  ObservationPattern pattern;
  LimitScale scale{};
};
struct AgeColumn {
  Period::Unit unit{};
};
struct Column {
  std::variant<ResultColumn, AgeColumn> quantity;
  LimitTable limits;
};

// A criterion in eight bytes, used where it stands in a kept plan's file as a gate is.
class PlannedCriterion {
 public:
  // No gate: the document lost the criterion. `id` is its place in Plan::criterion_ids, below
  // 2^31.
  PlannedCriterion(std::optional<GateId> gate, bool passes_if_true, std::uint32_t id)
      : gate_(gate ? gate->index : none), id_(id | (passes_if_true ? 0 : passes_if_false)) {}

  std::optional<GateId> gate() const {
    return gate_ == none ? std::nullopt : std::optional(GateId{gate_});
  }
  bool passes_if_true() const { return (id_ & passes_if_false) == 0; }  // false for an exclusion
  std::uint32_t id() const { return id_ & ~passes_if_false; }

 private:
  static constexpr std::uint32_t none = 0xFFFFFFFFU;
  static constexpr std::uint32_t passes_if_false = std::uint32_t{1} << 31U;

  std::uint32_t gate_;
  std::uint32_t id_;
};
// That one criterion of a trial contradicts another, by their positions in it.
struct Contradiction {
  std::uint32_t criterion = 0;
  std::uint32_t other = 0;
};
struct PlannedTrial {
  std::string_view id;
  std::span<const PlannedCriterion> criteria;     // in Plan::criteria
  std::span<const Contradiction> contradictions;  // in Plan::contradictions, by the criterion
  bool has_criteria = false;                      // besides the registry's header facts
  bool has_withheld = false;                      // a list that the document does not give
};

struct Plan {
  Plan() = default;
  Plan(Plan&&) = default;
  Plan& operator=(Plan&&) = default;
  // The trials point into it.
  Plan(const Plan&) = delete;
  Plan& operator=(const Plan&) = delete;
  ~Plan() = default;

  std::vector<Column> columns;       // by ColumnId
  std::span<const Gate> gates;       // by GateId; operands before what is made of them
  std::span<const GateId> operands;  // of combined gates
  Program leaves;                    // the leaves that are not InPlaces, each a node
  std::vector<PlannedTrial> trials;  // by TrialIndex
  std::span<const PlannedCriterion> criteria;
  std::span<const Contradiction> contradictions;
  std::vector<std::string> criterion_ids;  // each once
  // By concept: the columns that a result of it may belong to.
  std::vector<std::vector<ColumnId>> columns_of;
  std::vector<GateId> of_records;
  std::vector<GateId> of_facts;
  std::vector<GateId> of_results;

  // The whole program of a trial, for what only the reference evaluator can decide. From any
  // thread. Null where it cannot be had any more; whoever gives the programs says so then.
  std::function<const Program*(TrialIndex)> program_of;
  // What the plan points into.
  std::shared_ptr<const void> backing;

  std::span<const GateId> operands_of(const Combined& combined) const {
    return operands.subspan(combined.first, combined.size);
  }
  const std::string& id_of(const PlannedCriterion& criterion) const {
    return criterion_ids[criterion.id()];
  }
};

// Gates, criteria and what belongs to them, where they are made and not read.
struct PlanRows {
  std::vector<Gate> gates;
  std::vector<GateId> operands;
  std::vector<PlannedCriterion> criteria;
  std::vector<Contradiction> contradictions;
};
// Makes a plan point into its rows, which it keeps.
void keep_rows(PlanRows rows, Plan& plan);

// The records that a leaf is about.
const RecordPattern& pattern_of(const Plan& plan, const OfRecords& leaf);
// The records that make a fact true, for a leaf about it.
std::vector<RecordPattern> patterns_implying(ConceptId fact, const Vocabulary& vocabulary);

// A program of this one leaf, node 0. `gate` must not be combined, constant or of the sex.
Program leaf_program(const Plan& plan, GateId gate);

// What follows from the rest of a plan: of_records, of_facts, of_results and columns_of.
void complete_plan(Plan& plan, const Vocabulary& vocabulary);

// The plan for deciding by all `programs`, which must outlive it.
Plan make_plan(const std::vector<const Program*>& programs, const Vocabulary& vocabulary,
               const ScreeningOptions& options);

}  // namespace eligo::batch
