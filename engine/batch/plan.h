#pragma once

// Many programs as one plan for deciding many patients: every question about a patient that some
// trial asks stands in it once, however many trials ask it.

#include <array>
#include <cstdint>
#include <optional>
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

// A leaf in one of the programs, for the reference to decide where the plan cannot.
struct LeafPlace {
  std::uint32_t program = 0;
  NodeId node;
};

// The gates. Each has a truth for every patient.

// The column's quantity lies in a range.
struct InPlaces {
  ColumnId column;
  Interval range;
  PlaceRange places;
  LeafPlace leaf;
};
// Something about a patient's lists of records. Where no entry has any relevance to it, it is
// `if_complete` or, where one of the lists is not complete, `if_incomplete`.
struct OfRecords {
  RecordPattern pattern;
  std::array<bool, 4> lists{};  // that must be complete, by RecordList
  Truth if_complete = Truth::unknown;
  Truth if_incomplete = Truth::unknown;
  // Whether an entry that matches the pattern makes it true.
  bool is_existence = false;
  LeafPlace leaf;
};
// Whether the record states a fact, or something that implies it; else unknown.
struct OfFact {
  ConceptId fact;
  std::vector<RecordPattern> implied_by;
  LeafPlace leaf;
};
// Something about results that have no places; unknown where there is no such result.
struct OfResults {
  std::optional<ConceptId> analyte;  // unset: results of names outside the vocabulary
  LeafPlace leaf;
};
struct OfSex {
  Sex sex{};
};
struct Constant {
  Truth truth{};
};
struct Combined {
  enum class Kind { all, any, at_least, exclusive_or, implies, by_sex, negation, agreement };
  Kind kind{};
  std::uint32_t count = 0;  // for at_least
  std::vector<GateId> operands;
};
using GateKind = std::variant<InPlaces, OfRecords, OfFact, OfResults, OfSex, Constant, Combined>;

struct Gate {
  GateKind kind;
  // The sex whose patients it does not apply to: it is false for them.
  std::optional<Sex> not_for;
};

struct PlannedCriterion {
  std::optional<GateId> gate;          // unset: the document lost the criterion
  bool passes_if_true = true;          // false for an exclusion
  std::vector<std::uint32_t> against;  // the criteria that contradict it, by position
};
struct PlannedTrial {
  std::vector<PlannedCriterion> criteria;
  bool has_criteria = false;  // besides the registry's header facts
  bool has_withheld = false;  // a list that the document does not give
};

struct Plan {
  std::vector<const Program*> programs;  // by TrialIndex
  std::vector<Column> columns;           // by ColumnId
  std::vector<Gate> gates;               // by GateId; operands before what is made of them
  std::vector<PlannedTrial> trials;      // by TrialIndex
  // By concept: the columns that a result of it may belong to.
  std::vector<std::vector<ColumnId>> columns_of;
  std::vector<GateId> of_records;
  std::vector<GateId> of_facts;
  std::vector<GateId> of_results;
};

// The plan for deciding by all `programs`, which must outlive it.
Plan make_plan(const std::vector<const Program*>& programs, const Vocabulary& vocabulary,
               const ScreeningOptions& options);

}  // namespace eligo::batch
