#include "batch/plan.h"

#include <algorithm>
#include <map>
#include <string>

#include "batch/leaf_key.h"
#include "decide/leaf_truth.h"

namespace eligo::batch {
namespace {

// The sex to whose patients none of the concepts applies.
std::optional<Sex> sex_left_out(const std::vector<ConceptId>& concepts,
                                const Vocabulary& vocabulary) {
  if (concepts.empty()) return std::nullopt;
  const std::optional<Sex> only = vocabulary[concepts.front()].only_sex;
  if (!only) return std::nullopt;
  for (const ConceptId id : concepts) {
    if (vocabulary[id].only_sex != only) return std::nullopt;
  }
  return *only == Sex::male ? Sex::female : Sex::male;
}

bool is_same_column(const Column& column, const std::variant<ResultColumn, AgeColumn>& quantity) {
  if (column.quantity.index() != quantity.index()) return false;
  if (const auto* age = std::get_if<AgeColumn>(&quantity)) {
    return std::get<AgeColumn>(column.quantity).unit == age->unit;
  }
  const auto& a = std::get<ResultColumn>(column.quantity);
  const auto& b = std::get<ResultColumn>(quantity);
  return a.scale == b.scale && a.pattern == b.pattern;
}

// Makes gates of the nodes of one program after another. What two of them ask alike is one gate.
class Planner {
 public:
  Planner(const Vocabulary& vocabulary, const ScreeningOptions& options, Plan& plan)
      : vocabulary_(vocabulary), options_(options), plan_(plan) {}

  void add(const Program& program) {
    program_ = &program;
    program_index_ = static_cast<std::uint32_t>(plan_.programs.size());
    plan_.programs.push_back(&program);
    gates_.clear();
    for (std::uint32_t node = 0; node < program.nodes.size(); ++node) {
      node_ = NodeId{node};
      gates_.push_back(std::visit(*this, program.nodes[node].operation));
    }
    plan_.trials.push_back(planned_trial());
  }

  GateId operator()(const AllOf& all) { return combined(Combined::Kind::all, all.operands); }
  GateId operator()(const AnyOf& any) { return combined(Combined::Kind::any, any.operands); }
  GateId operator()(const AtLeast& some) {
    return combined(Combined::Kind::at_least, some.operands, some.count);
  }
  GateId operator()(const Not& negation) {
    return combined(Combined::Kind::negation, {negation.operand});
  }
  GateId operator()(const ExclusiveOr& either) {
    return combined(Combined::Kind::exclusive_or, {either.left, either.right});
  }
  GateId operator()(const Implies& implication) {
    return combined(Combined::Kind::implies, {implication.condition, implication.consequence});
  }
  GateId operator()(const BySex& arms) {
    return combined(Combined::Kind::by_sex, {arms.male, arms.female});
  }
  GateId operator()(const UnderAssumption& assumed) {
    return options_.strict ? constant(Truth::unknown) : gates_[assumed.operand.index];
  }
  GateId operator()(const Always&) { return constant(Truth::yes); }
  GateId operator()(const Question&) { return constant(Truth::unknown); }
  GateId operator()(const PatientSexIs& is) {
    const auto [known, is_new] = sexes_.emplace(is.sex, next_gate());
    if (is_new) plan_.gates.emplace_back().kind.emplace<OfSex>(OfSex{is.sex});
    return known->second;
  }

  GateId operator()(const ObservedInRange& leaf) {
    const ColumnId column = column_of(ResultColumn{leaf.observation, leaf.scale});
    return compared(column, leaf.range, sex_left_out({leaf.observation.analyte}, vocabulary_));
  }
  GateId operator()(const AgeInRange& leaf) {
    return compared(column_of(AgeColumn{leaf.unit}), leaf.range, std::nullopt);
  }
  GateId operator()(const ObservedResult& leaf) {
    return leaf_gate(leaf, [&] {
      return Gate{OfResults{leaf.observation.analyte, place()},
                  sex_left_out({leaf.observation.analyte}, vocabulary_)};
    });
  }
  GateId operator()(const MeasuredInRange& leaf) {
    return leaf_gate(leaf, [&] { return Gate{OfResults{std::nullopt, place()}, {}}; });
  }
  GateId operator()(const RecordFound& leaf) {
    return leaf_gate(leaf, [&] {
      OfRecords gate = of_records(leaf.record);
      gate.is_existence = true;
      return Gate{std::move(gate), sex_of(leaf.record)};
    });
  }
  // Without the record, the age at its onset and the time since are as absent as it is.
  GateId operator()(const OnsetAgeInRange& leaf) {
    return leaf_gate(leaf, [&] { return Gate{of_records(leaf.record), sex_of(leaf.record)}; });
  }
  GateId operator()(const DurationInRange& leaf) {
    return leaf_gate(leaf, [&] { return Gate{of_records(leaf.record), sex_of(leaf.record)}; });
  }
  GateId operator()(const DoseInRange& leaf) {
    return leaf_gate(leaf, [&] {
      OfRecords gate = of_records(leaf.record);
      const Interval none = Interval::exactly(0);
      gate.if_complete = lies_in(none, leaf.range);
      gate.if_incomplete = lies_in(Interval{none.low, std::nullopt}, leaf.range);
      if (!leaf.record.own_names.empty()) gate.if_complete = gate.if_incomplete;
      return Gate{std::move(gate), {}};
    });
  }
  GateId operator()(const FactIs& leaf) {
    return leaf_gate(leaf, [&] {
      OfFact gate{leaf.fact, {}, place()};
      for (const ConceptId term : vocabulary_[leaf.fact].implied_by) {
        RecordPattern pattern;
        pattern.kinds = {vocabulary_[term].kind};
        pattern.terms = {term};
        gate.implied_by.push_back(std::move(pattern));
      }
      return Gate{std::move(gate), sex_left_out({leaf.fact}, vocabulary_)};
    });
  }

 private:
  GateId next_gate() const { return GateId{static_cast<std::uint32_t>(plan_.gates.size())}; }
  LeafPlace place() const { return {program_index_, node_}; }

  template <typename Leaf, typename Make>
  GateId leaf_gate(const Leaf& leaf, const Make& make) {
    const auto [known, is_new] = leaves_.emplace(leaf_key(leaf), next_gate());
    if (is_new) plan_.gates.push_back(make());
    return known->second;
  }

  GateId constant(Truth truth) {
    const auto [known, is_new] = constants_.emplace(truth, next_gate());
    if (is_new) plan_.gates.emplace_back().kind.emplace<Constant>(Constant{truth});
    return known->second;
  }

  GateId combined(Combined::Kind kind, const std::vector<NodeId>& nodes, std::uint32_t count = 0) {
    std::vector<GateId> operands;
    for (const NodeId node : nodes) operands.push_back(gates_[node.index]);
    return combined_gates(kind, std::move(operands), count);
  }
  GateId combined_gates(Combined::Kind kind, std::vector<GateId> operands, std::uint32_t count) {
    const auto [known, is_new] = combined_.emplace(std::tuple(kind, count, operands), next_gate());
    if (is_new) {
      plan_.gates.emplace_back().kind.emplace<Combined>(Combined{kind, count, std::move(operands)});
    }
    return known->second;
  }

  ColumnId column_of(const std::variant<ResultColumn, AgeColumn>& quantity) {
    for (std::uint32_t i = 0; i < plan_.columns.size(); ++i) {
      const Column& column = plan_.columns[i];
      if (column.limits.size() < LimitTable::most && is_same_column(column, quantity)) {
        return ColumnId{i};
      }
    }
    plan_.columns.push_back({quantity, {}, {}});
    return ColumnId{static_cast<std::uint32_t>(plan_.columns.size() - 1)};
  }

  GateId compared(ColumnId column, const Interval& range, std::optional<Sex> not_for) {
    const auto [known, is_new] =
        compared_.emplace(std::pair(column, range_key(range)), next_gate());
    if (is_new) {
      plan_.columns[column.index].limits.add(range);
      plan_.columns[column.index].gates.push_back(next_gate());
      Gate& gate = plan_.gates.emplace_back();
      gate.kind.emplace<InPlaces>(InPlaces{column, range, {}, place()});
      gate.not_for = not_for;
    }
    return known->second;
  }

  std::optional<Sex> sex_of(const RecordPattern& pattern) const {
    if (!pattern.own_names.empty()) return std::nullopt;
    return sex_left_out(pattern.terms, vocabulary_);
  }

  OfRecords of_records(const RecordPattern& pattern) const {
    OfRecords gate;
    gate.pattern = pattern;
    for (const RecordList list : lists_of(pattern, vocabulary_)) {
      gate.lists[static_cast<std::size_t>(list)] = true;
    }
    // A name outside the vocabulary may be recorded under another one.
    gate.if_complete = pattern.own_names.empty() ? Truth::no : Truth::unknown;
    gate.leaf = place();
    return gate;
  }

  PlannedTrial planned_trial() {
    PlannedTrial trial;
    trial.has_withheld = !program_->withheld.empty();
    for (const Criterion& criterion : program_->criteria) {
      trial.has_criteria = trial.has_criteria || criterion.kind != CriterionKind::registry;
      PlannedCriterion planned;
      planned.passes_if_true = criterion.kind != CriterionKind::exclusion;
      if (criterion.root) planned.gate = gate_of(criterion);
      trial.criteria.push_back(std::move(planned));
    }
    for (const ConflictingStatements& conflict : program_->conflicts) {
      trial.criteria[conflict.first.index].against.push_back(conflict.second.index);
      trial.criteria[conflict.second.index].against.push_back(conflict.first.index);
    }
    return trial;
  }

  // Strictly, what all readings of the sentence agree on.
  GateId gate_of(const Criterion& criterion) {
    const GateId first = gates_[criterion.root->index];
    if (!options_.strict || criterion.other_readings.empty()) return first;
    std::vector<GateId> readings = {first};
    for (const OtherReading& other : criterion.other_readings) {
      readings.push_back(gates_[other.root.index]);
    }
    return combined_gates(Combined::Kind::agreement, std::move(readings), 0);
  }

  const Vocabulary& vocabulary_;
  const ScreeningOptions& options_;
  Plan& plan_;
  const Program* program_ = nullptr;
  std::uint32_t program_index_ = 0;
  NodeId node_;
  std::vector<GateId> gates_;  // of the current program's nodes
  std::map<Truth, GateId> constants_;
  std::map<Sex, GateId> sexes_;
  std::map<std::string, GateId, std::less<>> leaves_;
  std::map<std::tuple<Combined::Kind, std::uint32_t, std::vector<GateId>>, GateId> combined_;
  std::map<std::pair<ColumnId, std::string>, GateId> compared_;
};

void list_leaves(Plan& plan) {
  for (std::uint32_t i = 0; i < plan.gates.size(); ++i) {
    Gate& gate = plan.gates[i];
    if (auto* compared = std::get_if<InPlaces>(&gate.kind)) {
      compared->places = plan.columns[compared->column.index].limits.places_of(compared->range);
    }
    if (std::holds_alternative<OfRecords>(gate.kind)) plan.of_records.push_back({i});
    if (std::holds_alternative<OfFact>(gate.kind)) plan.of_facts.push_back({i});
    if (std::holds_alternative<OfResults>(gate.kind)) plan.of_results.push_back({i});
  }
}

}  // namespace

Plan make_plan(const std::vector<const Program*>& programs, const Vocabulary& vocabulary,
               const ScreeningOptions& options) {
  Plan plan;
  Planner planner(vocabulary, options, plan);
  for (const Program* program : programs) planner.add(*program);
  for (Column& column : plan.columns) column.limits.finish();
  list_leaves(plan);
  plan.columns_of.resize(vocabulary.size());
  for (std::uint32_t i = 0; i < plan.columns.size(); ++i) {
    const auto* results = std::get_if<ResultColumn>(&plan.columns[i].quantity);
    if (results == nullptr) continue;
    for (const ConceptId kind : vocabulary.kinds_of(results->pattern.analyte)) {
      plan.columns_of[kind.index].push_back({i});
    }
  }
  return plan;
}

}  // namespace eligo::batch
