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
    gates_.clear();
    for (const Node& node : program.nodes) {
      gates_.push_back(std::visit(*this, node.operation));
    }
    add_trial();
  }

  void finish() {
    for (Column& column : plan_.columns) column.limits.finish();
    for (std::size_t i = 0; i < rows_.gates.size(); ++i) {
      Gate& gate = rows_.gates[i];
      if (!gate.is_comparison()) continue;
      const ColumnId column = gate.comparison().column;
      const PlaceRange places = plan_.columns[column.index].limits.places_of(ranges_[i]);
      gate = Gate(InPlaces{column, places}, gate.not_for());
    }
    keep_rows(std::move(rows_), plan_);
    std::span<const PlannedCriterion> criteria = plan_.criteria;
    std::span<const Contradiction> contradictions = plan_.contradictions;
    for (std::size_t i = 0; i < plan_.trials.size(); ++i) {
      const SizesOfTrial& sizes = sizes_[i];
      plan_.trials[i].criteria = criteria.first(sizes.criteria);
      plan_.trials[i].contradictions = contradictions.first(sizes.contradictions);
      criteria = criteria.subspan(sizes.criteria);
      contradictions = contradictions.subspan(sizes.contradictions);
    }
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
    if (is_new) rows_.gates.emplace_back(OfSex{is.sex});
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
      return Gate{OfResults{leaf.observation.analyte, kept(leaf)},
                  sex_left_out({leaf.observation.analyte}, vocabulary_)};
    });
  }
  GateId operator()(const MeasuredInRange& leaf) {
    return leaf_gate(leaf, [&] { return Gate{OfResults{std::nullopt, kept(leaf)}, {}}; });
  }
  GateId operator()(const RecordFound& leaf) {
    return leaf_gate(leaf, [&] {
      OfRecords gate = of_records(leaf);
      gate.is_existence = true;
      return Gate{gate, sex_of(leaf.record)};
    });
  }
  // Without the record, the age at its onset and the time since are as absent as it is.
  GateId operator()(const OnsetAgeInRange& leaf) {
    return leaf_gate(leaf, [&] { return Gate{of_records(leaf), sex_of(leaf.record)}; });
  }
  GateId operator()(const DurationInRange& leaf) {
    return leaf_gate(leaf, [&] { return Gate{of_records(leaf), sex_of(leaf.record)}; });
  }
  GateId operator()(const DoseInRange& leaf) {
    return leaf_gate(leaf, [&] {
      OfRecords gate = of_records(leaf);
      const Interval none = Interval::exactly(0);
      gate.if_complete = lies_in(none, leaf.range);
      gate.if_incomplete = lies_in(Interval{none.low, std::nullopt}, leaf.range);
      if (!leaf.record.own_names.empty()) gate.if_complete = gate.if_incomplete;
      return Gate{gate, {}};
    });
  }
  GateId operator()(const FactIs& leaf) {
    return leaf_gate(leaf, [&] {
      return Gate{OfFact{leaf.fact, kept(leaf)}, sex_left_out({leaf.fact}, vocabulary_)};
    });
  }

 private:
  GateId next_gate() const { return GateId{static_cast<std::uint32_t>(rows_.gates.size())}; }

  template <typename Leaf>
  NodeId kept(const Leaf& leaf) {
    plan_.leaves.nodes.push_back({leaf, {}});
    return {static_cast<std::uint32_t>(plan_.leaves.nodes.size() - 1)};
  }

  template <typename Leaf, typename Make>
  GateId leaf_gate(const Leaf& leaf, const Make& make) {
    const auto [known, is_new] = leaves_.emplace(leaf_key(leaf), next_gate());
    if (is_new) rows_.gates.push_back(make());
    return known->second;
  }

  GateId constant(Truth truth) {
    const auto [known, is_new] = constants_.emplace(truth, next_gate());
    if (is_new) rows_.gates.emplace_back(Constant{truth});
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
      rows_.gates.emplace_back(Combined{kind, count,
                                        static_cast<std::uint32_t>(rows_.operands.size()),
                                        static_cast<std::uint32_t>(operands.size())});
      rows_.operands.insert(rows_.operands.end(), operands.begin(), operands.end());
    }
    return known->second;
  }

  ColumnId column_of(const std::variant<ResultColumn, AgeColumn>& quantity) {
    for (std::uint32_t i = 0; i < plan_.columns.size(); ++i) {
      const Column& column = plan_.columns[i];
      if (column.limits.taken_in() < LimitTable::most && is_same_column(column, quantity)) {
        return ColumnId{i};
      }
    }
    plan_.columns.push_back({quantity, {}});
    return ColumnId{static_cast<std::uint32_t>(plan_.columns.size() - 1)};
  }

  GateId compared(ColumnId column, const Interval& range, std::optional<Sex> not_for) {
    const auto [known, is_new] =
        compared_.emplace(std::pair(column, range_key(range)), next_gate());
    if (is_new) {
      plan_.columns[column.index].limits.add(range);
      rows_.gates.emplace_back(InPlaces{column, {}}, not_for);  // its places are known at the end
      ranges_.resize(rows_.gates.size());
      ranges_.back() = range;
    }
    return known->second;
  }

  std::optional<Sex> sex_of(const RecordPattern& pattern) const {
    if (!pattern.own_names.empty()) return std::nullopt;
    return sex_left_out(pattern.terms, vocabulary_);
  }

  template <typename Leaf>
  OfRecords of_records(const Leaf& leaf) {
    OfRecords gate;
    for (const RecordList list : lists_of(leaf.record, vocabulary_)) {
      gate.lists[static_cast<std::size_t>(list)] = true;
    }
    // A name outside the vocabulary may be recorded under another one.
    gate.if_complete = leaf.record.own_names.empty() ? Truth::no : Truth::unknown;
    gate.if_incomplete = Truth::unknown;
    gate.leaf = kept(leaf);
    return gate;
  }

  void add_trial() {
    PlannedTrial& trial = plan_.trials.emplace_back();
    trial.id = program_->trial;
    trial.has_withheld = !program_->withheld.empty();
    std::vector<std::vector<std::uint32_t>> against(program_->criteria.size());
    for (const ConflictingStatements& conflict : program_->conflicts) {
      against[conflict.first.index].push_back(conflict.second.index);
      against[conflict.second.index].push_back(conflict.first.index);
    }
    SizesOfTrial sizes{against.size(), 0};
    for (std::uint32_t i = 0; i < against.size(); ++i) {
      const Criterion& criterion = program_->criteria[i];
      trial.has_criteria = trial.has_criteria || criterion.kind != CriterionKind::registry;
      rows_.criteria.emplace_back(criterion.root ? std::optional(gate_of(criterion)) : std::nullopt,
                                  criterion.kind != CriterionKind::exclusion,
                                  number_of_id(criterion.id));
      for (const std::uint32_t other : against[i]) rows_.contradictions.push_back({i, other});
      sizes.contradictions += against[i].size();
    }
    sizes_.push_back(sizes);
  }

  std::uint32_t number_of_id(const std::string& id) {
    const auto [known, is_new] =
        ids_.emplace(id, static_cast<std::uint32_t>(plan_.criterion_ids.size()));
    if (is_new) plan_.criterion_ids.push_back(id);
    return known->second;
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

  struct SizesOfTrial {
    std::size_t criteria = 0;
    std::size_t contradictions = 0;
  };

  const Vocabulary& vocabulary_;
  const ScreeningOptions& options_;
  Plan& plan_;
  PlanRows rows_;
  const Program* program_ = nullptr;
  std::vector<GateId> gates_;     // of the current program's nodes
  std::vector<Interval> ranges_;  // of the gates that compare a column
  std::vector<SizesOfTrial> sizes_;
  std::map<std::string, std::uint32_t, std::less<>> ids_;
  std::map<Truth, GateId> constants_;
  std::map<Sex, GateId> sexes_;
  std::map<std::string, GateId, std::less<>> leaves_;
  std::map<std::tuple<Combined::Kind, std::uint32_t, std::vector<GateId>>, GateId> combined_;
  std::map<std::pair<ColumnId, std::string>, GateId> compared_;
};

}  // namespace

void keep_rows(PlanRows rows, Plan& plan) {
  const auto kept = std::make_shared<const PlanRows>(std::move(rows));
  plan.gates = kept->gates;
  plan.operands = kept->operands;
  plan.criteria = kept->criteria;
  plan.contradictions = kept->contradictions;
  plan.backing = kept;
}

const RecordPattern& pattern_of(const Plan& plan, const OfRecords& leaf) {
  const Operation& operation = plan.leaves[leaf.leaf].operation;
  if (const auto* found = std::get_if<RecordFound>(&operation)) return found->record;
  if (const auto* onset = std::get_if<OnsetAgeInRange>(&operation)) return onset->record;
  if (const auto* duration = std::get_if<DurationInRange>(&operation)) return duration->record;
  return std::get<DoseInRange>(operation).record;
}

std::vector<RecordPattern> patterns_implying(ConceptId fact, const Vocabulary& vocabulary) {
  std::vector<RecordPattern> patterns;
  for (const ConceptId term : vocabulary[fact].implied_by) {
    RecordPattern& pattern = patterns.emplace_back();
    pattern.kinds = {vocabulary[term].kind};
    pattern.terms = {term};
  }
  return patterns;
}

Program leaf_program(const Plan& plan, GateId gate) {
  const GateKind kind = plan.gates[gate.index].kind();
  Program program;
  if (const auto* compared = std::get_if<InPlaces>(&kind)) {
    const Column& column = plan.columns[compared->column.index];
    const Interval range = column.limits.range_of(compared->places);
    if (const auto* results = std::get_if<ResultColumn>(&column.quantity)) {
      program.nodes.push_back(
          {ObservedInRange{results->pattern, results->scale, range, range, {}}, {}});
    } else {
      program.nodes.push_back({AgeInRange{std::get<AgeColumn>(column.quantity).unit, range}, {}});
    }
    return program;
  }
  NodeId leaf;
  if (const auto* records = std::get_if<OfRecords>(&kind)) leaf = records->leaf;
  if (const auto* fact = std::get_if<OfFact>(&kind)) leaf = fact->leaf;
  if (const auto* results = std::get_if<OfResults>(&kind)) leaf = results->leaf;
  program.nodes.push_back(plan.leaves[leaf]);
  return program;
}

void complete_plan(Plan& plan, const Vocabulary& vocabulary) {
  for (std::uint32_t i = 0; i < plan.gates.size(); ++i) {
    if (plan.gates[i].is_comparison()) continue;
    const GateKind kind = plan.gates[i].kind();
    if (std::holds_alternative<OfRecords>(kind)) plan.of_records.push_back({i});
    if (std::holds_alternative<OfFact>(kind)) plan.of_facts.push_back({i});
    if (std::holds_alternative<OfResults>(kind)) plan.of_results.push_back({i});
  }
  plan.columns_of.resize(vocabulary.size());
  for (std::uint32_t i = 0; i < plan.columns.size(); ++i) {
    const auto* results = std::get_if<ResultColumn>(&plan.columns[i].quantity);
    if (results == nullptr) continue;
    for (const ConceptId kind : vocabulary.kinds_of(results->pattern.analyte)) {
      plan.columns_of[kind.index].push_back({i});
    }
  }
}

Plan make_plan(const std::vector<const Program*>& programs, const Vocabulary& vocabulary,
               const ScreeningOptions& options) {
  Plan plan;
  Planner planner(vocabulary, options, plan);
  for (const Program* program : programs) planner.add(*program);
  planner.finish();
  complete_plan(plan, vocabulary);
  plan.program_of = [programs](TrialIndex trial) { return programs[trial.index]; };
  return plan;
}

}  // namespace eligo::batch
