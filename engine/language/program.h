#pragma once

// A checked trial, ready to decide: names, types and units resolved, flat and immutable. Nothing
// of the syntax tree is left in it. Nodes stand behind the nodes they are made of, so that one
// walk from front to back meets every operand before it is needed.

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "quantity/anchor.h"
#include "quantity/calendar.h"
#include "quantity/interval.h"
#include "text/diagnostic.h"
#include "text/span.h"
#include "text/strong_id.h"
#include "vocabulary/vocabulary.h"

namespace eligo {

using NodeId = StrongId<struct NodeTag>;
using AssumptionId = StrongId<struct AssumptionTag>;
using CriterionIndex = StrongId<struct CriterionTag>;

// The days from `period` before the anchor to the anchor, both included.
struct TimeWindow {
  Period period;
  Anchor anchor{};
  friend bool operator==(const TimeWindow&, const TimeWindow&) = default;
};

enum class Specimen { serum, plasma, blood, urine };
std::string_view name_of(Specimen specimen);

// What the vocabulary does not know, by the document's own words. Only a record of this very name
// has to do with it.
struct OwnName {
  std::string text;        // as the rule quotes it
  std::string comparable;  // Vocabulary::comparable_name of it; not empty
  friend bool operator==(const OwnName&, const OwnName&) = default;
};

// Which results count, whatever they are of; the newest of them is used.
struct ResultConditions {
  bool fasting = false;
  std::optional<Specimen> specimen;  // a result that names another one does not count
  std::optional<TimeWindow> window;
  friend bool operator==(const ResultConditions&, const ResultConditions&) = default;
};

struct ObservationPattern : ResultConditions {
  ConceptId analyte;  // it or any kind of it
  friend bool operator==(const ObservationPattern&, const ObservationPattern&) = default;
};

struct MeasuredPattern : ResultConditions {
  OwnName name;
  friend bool operator==(const MeasuredPattern&, const MeasuredPattern&) = default;
};

enum class RecordStatus { active, resolved };
std::string_view name_of(RecordStatus status);

// Records that an exception takes out: of this term and, where outcomes are named, with one.
struct RecordException {
  ConceptId term;
  std::vector<std::string> outcomes;
  friend bool operator==(const RecordException&, const RecordException&) = default;
};

// Which records of a patient's lists count.
struct RecordPattern {
  std::vector<ConceptKind> kinds;       // where to look: condition, medication, procedure, event
  std::vector<ConceptId> terms;         // any of them or of their kinds
  std::vector<OwnName> own_names = {};  // or of these names
  std::vector<RecordException> exceptions = {};
  std::optional<RecordStatus> status = {};
  std::optional<TimeWindow> window = {};

  // Whether it is about whatever is recorded.
  bool takes_any_term() const { return terms.empty() && own_names.empty(); }
  friend bool operator==(const RecordPattern&, const RecordPattern&) = default;
};

// The operations. Each says what it is true of.

struct AllOf {
  std::vector<NodeId> operands;
};
struct AnyOf {
  std::vector<NodeId> operands;
};
struct AtLeast {
  std::uint32_t count = 0;
  std::vector<NodeId> operands;
};
struct Not {
  NodeId operand;
};
struct ExclusiveOr {
  NodeId left;
  NodeId right;
};
struct Implies {
  NodeId condition;
  NodeId consequence;
};
// `male` for men, `female` for women; with the sex unknown, what both agree on.
struct BySex {
  NodeId male;
  NodeId female;
};
// The operand, read as the assumption says; unknown where assumptions are not allowed.
struct UnderAssumption {
  NodeId operand;
  AssumptionId assumption;
};

// What a limit is a multiple of: nothing, or a result's own reference limit.
enum class LimitScale { absolute, upper_reference_limit, lower_reference_limit };

// A measured value lies in `range`, in the analyte's default unit (or in multiples of its reference
// limit). `written` is the same range in the unit that the rule states.
struct ObservedInRange {
  ObservationPattern observation;
  LimitScale scale{};
  Interval range;
  Interval written;
  std::string written_unit;  // empty for a bare number
};
// A measured value of a name that the vocabulary does not know lies in `range`, in the rule's unit
// (or in multiples of its reference limit).
struct MeasuredInRange {
  MeasuredPattern observation;
  LimitScale scale{};
  Interval range;
  std::optional<Unit> unit;  // unset for a bare number and for a unit in quotes
  std::string unit_text;     // as the rule writes it; empty for a bare number
  std::string own_unit;      // of a unit in quotes, Vocabulary::comparable_name; else empty
};
// The newest result is one of these, by position in Concept::named_results.
struct ObservedResult {
  ObservationPattern observation;
  std::vector<std::uint32_t> results;
};
// The patient's age in completed units lies in `range`.
struct AgeInRange {
  Period::Unit unit{};
  Interval range;
};
// The age in completed units at the onset of the earliest matching record lies in `range`.
struct OnsetAgeInRange {
  RecordPattern record;
  Period::Unit unit{};
  Interval range;
};
// The time since the onset of the earliest matching record, by the calendar: at least n years
// means begun on or before the day n years ago. Bounds are whole numbers of `unit`.
struct DurationInRange {
  RecordPattern record;
  Period::Unit unit{};
  Interval range;
};
// The sum of the current doses of the matching medications lies in `range`.
struct DoseInRange {
  RecordPattern record;
  Unit unit;
  Interval range;
};
struct RecordFound {
  RecordPattern record;
};
struct FactIs {
  ConceptId fact;
};
struct PatientSexIs {
  Sex sex{};
};
struct Always {};

// Something no record decides.
struct Question {
  enum class Kind { judgement, attestation, unread };
  Kind kind{};
  std::string words;  // what to ask; empty: the whole sentence
};

using Operation =
    std::variant<AllOf, AnyOf, AtLeast, Not, ExclusiveOr, Implies, BySex, UnderAssumption,
                 ObservedInRange, MeasuredInRange, ObservedResult, AgeInRange, OnsetAgeInRange,
                 DurationInRange, DoseInRange, RecordFound, FactIs, PatientSexIs, Always, Question>;

struct Node {
  Operation operation;
  std::string text;  // as the rule language writes it
};

// The nodes that a node is made of, in order.
std::vector<NodeId> operands_of(const Operation& operation);

enum class CriterionKind { inclusion, exclusion, registry };
std::string_view name_of(CriterionKind kind);

// One part of a criterion's text as the document has it, and where.
struct CriterionPart {
  Span words;                // bytes of Criterion::text
  std::uint32_t line = 0;    // its line in the document
  std::uint32_t column = 0;  // where in the line; 0: with it
};

// Another way to read a criterion's sentence. The criterion's root is the one that decides.
struct OtherReading {
  NodeId root;
  std::string because;  // why the words allow it
};

// A finding of an audit that a person accepts, with the reason.
struct AcceptedFinding {
  std::string code;  // as written: "missing-unit"
  std::string reason;
  Place place;  // of the statement in the rule file
};

struct Criterion {
  std::string id;  // "I8", "E31", "R.age"
  CriterionKind kind{};
  std::string text;                  // the document's sentence
  std::uint32_t line = 0;            // its line there
  std::uint32_t column = 0;          // where in the line; 0: with it
  std::vector<CriterionPart> parts;  // of the text, in its order; none where it was lost
  std::optional<NodeId> root;        // unset: the document lost the criterion
  std::string lost_because;
  std::vector<OtherReading> other_readings;
  std::vector<AcceptedFinding> accepted;  // findings about this criterion
};

// Two statements that cannot both be meant: failed only where both fail.
struct ConflictingStatements {
  CriterionIndex first;
  CriterionIndex second;
  std::string reason;
};

// A list of criteria that the document does not give. Nobody can be decided by such a trial.
struct WithheldList {
  CriterionKind kind{};
  std::string reason;
  std::uint32_t line = 0;  // 0 where the document has no line for it
};

// An example of the rule file: a patient, and what a criterion must say of it.
struct Example {
  CriterionIndex criterion;
  std::string profile;   // a patient profile in JSON
  std::string expected;  // "pass", "fail" or "unknown"
  Place place;
};

struct Program {
  std::string trial;
  std::string title;
  std::string document;
  std::string rule_file;
  std::vector<Criterion> criteria;  // registry, inclusion, exclusion; by number
  std::vector<Node> nodes;
  std::vector<std::string> assumptions;  // by AssumptionId
  std::vector<ConflictingStatements> conflicts;
  std::vector<WithheldList> withheld;
  std::vector<Example> examples;
  std::vector<AcceptedFinding> accepted;  // findings that are about no criterion

  const Node& operator[](NodeId id) const { return nodes[id.index]; }
};

}  // namespace eligo
