#pragma once

// Many programs as one plan for deciding many patients: every question about a patient that some
// trial asks stands in it once, however many trials ask it.

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "batch/limit_table.h"
#include "decide/decide.h"
#include "language/program.h"
#include "vocabulary/vocabulary.h"

namespace eligo::batch {

using GateId = StrongId<struct GateTag>;
using ColumnId = StrongId<struct ColumnTag>;
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
  std::vector<GateId> gates;  // that compare it
};

// The gates. Each has a truth for every patient. They are small and hold no pointers: a plan of
// many trials is read from a file as fast as its bytes come.

// The column's quantity lies in a range.
struct InPlaces {
  ColumnId column;
  PlaceRange places;
};
// Something about a patient's lists of records. Where no entry has any relevance to it, it is
// `if_complete` or, where one of the lists is not complete, `if_incomplete`.
struct OfRecords {
  std::array<bool, 4> lists{};  // that must be complete, by RecordList
  Truth if_complete = Truth::unknown;
  Truth if_incomplete = Truth::unknown;
  // Whether an entry that matches the pattern makes it true.
  bool is_existence = false;
  NodeId leaf;  // in Plan::leaves
};
// Whether the record states a fact, or something that implies it; else unknown.
struct OfFact {
  ConceptId fact;
  NodeId leaf;
};
// Something about results that have no places; unknown where there is no such result.
struct OfResults {
  std::optional<ConceptId> analyte;  // unset: results of names outside the vocabulary
  NodeId leaf;
};
struct OfSex {
  Sex sex{};
};
struct Constant {
  Truth truth{};
};
struct Combined {
  enum class Kind : std::uint8_t {
    all,
    any,
    at_least,
    exclusive_or,
    implies,
    by_sex,
    negation,
    agreement
  };
  Kind kind{};
  std::uint32_t count = 0;  // for at_least
  std::uint32_t first = 0;  // of its operands in Plan::operands
  std::uint32_t size = 0;
};
using GateKind = std::variant<InPlaces, OfRecords, OfFact, OfResults, OfSex, Constant, Combined>;

struct Gate {
  GateKind kind;
  // The sex whose patients it does not apply to: it is false for them.
  std::optional<Sex> not_for;
};

struct PlannedCriterion {
  std::optional<GateId> gate;       // unset: the document lost the criterion
  bool passes_if_true = true;       // false for an exclusion
  std::uint32_t id = 0;             // in Plan::criterion_ids
  std::uint32_t first_against = 0;  // in Plan::against_all
  std::uint32_t size_against = 0;
};
struct PlannedTrial {
  std::string id;
  std::span<const PlannedCriterion> criteria;  // in Plan::criteria
  bool has_criteria = false;                   // besides the registry's header facts
  bool has_withheld = false;                   // a list that the document does not give
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
  std::vector<Gate> gates;           // by GateId; operands before what is made of them
  std::vector<GateId> operands;      // of combined gates
  Program leaves;                    // the leaves that are not InPlaces, each a node
  std::vector<PlannedTrial> trials;  // by TrialIndex
  std::vector<PlannedCriterion> criteria;
  std::vector<std::uint32_t> against_all;  // criteria that contradict others, by position
  std::vector<std::string> criterion_ids;  // each once
  // By concept: the columns that a result of it may belong to.
  std::vector<std::vector<ColumnId>> columns_of;
  std::vector<GateId> of_records;
  std::vector<GateId> of_facts;
  std::vector<GateId> of_results;

  // The whole program of a trial, for what only the reference evaluator can decide. From any
  // thread. Null where it cannot be had any more; whoever gives the programs says so then.
  std::function<const Program*(TrialIndex)> program_of;
  // Bytes that the plan points into, where it was read from a file.
  std::shared_ptr<const void> backing;

  std::span<const GateId> operands_of(const Combined& combined) const {
    return std::span(operands).subspan(combined.first, combined.size);
  }
  // The criteria that contradict one, by their position in its trial.
  std::span<const std::uint32_t> against(const PlannedCriterion& criterion) const {
    return std::span(against_all).subspan(criterion.first_against, criterion.size_against);
  }
  const std::string& id_of(const PlannedCriterion& criterion) const {
    return criterion_ids[criterion.id];
  }
};

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
