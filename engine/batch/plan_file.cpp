#include "batch/plan_file.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "batch/leaf_packed.h"
#include "quantity/unit_packed.h"
#include "text/packed_bytes.h"

namespace eligo::batch {
namespace {

constexpr Place last_place = std::numeric_limits<Place>::max();

// --- gates --------------------------------------------------------------------------------------

// Holds gates that were read against the rest of the plan.
class GateCheck {
 public:
  GateCheck(const Plan& plan, std::size_t concepts) : plan_(plan), concepts_(concepts) {
    for (const Column& column : plan.columns) places_.push_back(2 * column.limits.size() + 1);
  }

  bool are_good() const {
    for (std::uint32_t i = 0; i < plan_.gates.size(); ++i) {
      const Gate& gate = plan_.gates[i];
      if (!gate.is_well_formed()) return false;
      if (gate.is_comparison()) {
        if (!is_good(gate.comparison(), i)) return false;
      } else if (!std::visit([&](const auto& kind) { return is_good(kind, i); }, gate.kind())) {
        return false;
      }
    }
    return std::all_of(plan_.operands.begin(), plan_.operands.end(),
                       [&](GateId operand) { return operand.index < plan_.gates.size(); });
  }

 private:
  bool is_good(const InPlaces& gate, std::uint32_t /*number*/) const {
    if (gate.column.index >= places_.size()) return false;
    const std::size_t places = places_[gate.column.index];
    const auto is_place = [&](Place place) { return static_cast<std::size_t>(place) < places; };
    return is_place(gate.places.low) &&
           (gate.places.high == last_place || is_place(gate.places.high));
  }

  bool is_good(const OfRecords& gate, std::uint32_t /*number*/) const {
    return is_leaf<RecordFound>(gate.leaf) || is_leaf<OnsetAgeInRange>(gate.leaf) ||
           is_leaf<DurationInRange>(gate.leaf) || is_leaf<DoseInRange>(gate.leaf);
  }
  bool is_good(const OfFact& gate, std::uint32_t /*number*/) const {
    return gate.fact.index < concepts_ && is_leaf<FactIs>(gate.leaf);
  }
  bool is_good(const OfResults& gate, std::uint32_t /*number*/) const {
    return (!gate.analyte || gate.analyte->index < concepts_) &&
           (is_leaf<ObservedResult>(gate.leaf) || is_leaf<MeasuredInRange>(gate.leaf));
  }
  static bool is_good(const OfSex& /*gate*/, std::uint32_t /*number*/) { return true; }
  static bool is_good(const Constant& /*gate*/, std::uint32_t /*number*/) { return true; }
  bool is_good(const Combined& gate, std::uint32_t number) const {
    if (std::uint64_t{gate.first} + gate.size > plan_.operands.size()) return false;
    const auto operands = plan_.operands_of(gate);
    return gate.size >= least_operands(gate.kind) &&
           std::all_of(operands.begin(), operands.end(),
                       [&](GateId operand) { return operand.index < number; });
  }

  static std::size_t least_operands(Combined::Kind kind) {
    switch (kind) {
      case Combined::Kind::negation:
        return 1;
      case Combined::Kind::implies:
      case Combined::Kind::exclusive_or:
      case Combined::Kind::by_sex:
        return 2;
      case Combined::Kind::all:
      case Combined::Kind::any:
      case Combined::Kind::at_least:
      case Combined::Kind::agreement:
        break;
    }
    return 0;
  }

  template <typename Leaf>
  bool is_leaf(NodeId node) const {
    return node.index < plan_.leaves.nodes.size() &&
           std::holds_alternative<Leaf>(plan_.leaves.nodes[node.index].operation);
  }

  const Plan& plan_;
  std::size_t concepts_;
  std::vector<std::size_t> places_;  // by column
};

// --- columns ------------------------------------------------------------------------------------

void pack_column(const Column& column, ByteWriter& into) {
  if (const auto* results = std::get_if<ResultColumn>(&column.quantity)) {
    into.number(0);
    pack(results->pattern, into);
    into.number(static_cast<std::uint64_t>(results->scale));
  } else {
    into.number(1);
    into.number(static_cast<std::uint64_t>(std::get<AgeColumn>(column.quantity).unit));
  }
  std::vector<double> near;
  std::vector<std::uint32_t> begins;
  ByteWriter exact;
  for (std::size_t i = 0; i < column.limits.size(); ++i) {
    near.push_back(column.limits.near(i));
    begins.push_back(static_cast<std::uint32_t>(exact.size()));
    eligo::pack(column.limits.limit(i), exact);
  }
  into.row<double>(near);
  into.row<std::uint32_t>(begins);
  into.text(exact.written());
  into.flag(column.limits.are_short_decimals());
}

bool unpack_column(ByteReader& from, std::size_t concepts, Column& column) {
  if (from.number() == 0) {
    ResultColumn results{unpack_observation_pattern(from), {}};
    const std::uint64_t scale = from.number();
    if (results.pattern.analyte.index >= concepts || scale > 2) return false;
    results.scale = static_cast<LimitScale>(scale);
    column.quantity = std::move(results);
  } else {
    const std::uint64_t unit = from.number();
    if (unit > static_cast<std::uint64_t>(Period::Unit::years)) return false;
    column.quantity = AgeColumn{static_cast<Period::Unit>(unit)};
  }
  const std::span<const double> near = from.row<double>();
  const std::span<const std::uint32_t> begins = from.row<std::uint32_t>();
  const std::string_view exact = from.text();
  if (near.size() != begins.size() || near.size() > LimitTable::most + 2) return false;
  const bool are_short = from.flag();
  column.limits =
      LimitTable({near.begin(), near.end()}, {begins.begin(), begins.end()}, exact, are_short);
  return true;
}

// --- trials and their criteria ------------------------------------------------------------------

void pack_trials(const Plan& plan, ByteWriter& into) {
  into.number(plan.criterion_ids.size());
  for (const std::string& id : plan.criterion_ids) into.text(id);
  into.row(plan.criteria);
  into.row(plan.contradictions);
  into.number(plan.trials.size());
  for (const PlannedTrial& trial : plan.trials) {
    into.text(trial.id);
    into.number(trial.criteria.size());
    into.number(trial.contradictions.size());
    into.number((trial.has_criteria ? 1U : 0U) | (trial.has_withheld ? 2U : 0U));
  }
}

bool are_good(std::span<const PlannedCriterion> criteria, const Plan& plan) {
  return std::all_of(criteria.begin(), criteria.end(), [&](const PlannedCriterion& criterion) {
    const std::optional<GateId> gate = criterion.gate();
    return criterion.id() < plan.criterion_ids.size() && (!gate || gate->index < plan.gates.size());
  });
}

bool are_good(std::span<const Contradiction> contradictions, std::size_t criteria) {
  const auto by_criterion = [](const Contradiction& a, const Contradiction& b) {
    return a.criterion < b.criterion;
  };
  return std::is_sorted(contradictions.begin(), contradictions.end(), by_criterion) &&
         std::all_of(contradictions.begin(), contradictions.end(), [&](const Contradiction& one) {
           return one.criterion < criteria && one.other < criteria;
         });
}

bool unpack_trials(ByteReader& from, Plan& plan) {
  for (std::uint64_t left = from.number(); left > 0 && !from.at_end(); --left) {
    plan.criterion_ids.emplace_back(from.text());
  }
  plan.criteria = from.row<PlannedCriterion>();
  plan.contradictions = from.row<Contradiction>();
  if (!are_good(plan.criteria, plan)) return false;
  std::span<const PlannedCriterion> criteria = plan.criteria;
  std::span<const Contradiction> contradictions = plan.contradictions;
  const std::uint64_t trials = from.number();
  plan.trials.reserve(std::min<std::uint64_t>(trials, from.bytes_left()));
  for (std::uint64_t left = trials; left > 0; --left) {
    if (from.at_end()) return false;
    PlannedTrial& trial = plan.trials.emplace_back();
    trial.id = from.text();
    const std::uint64_t size = from.number();
    const std::uint64_t contradicted = from.number();
    const std::uint64_t has = from.number();
    if (size > criteria.size() || contradicted > contradictions.size()) return false;
    trial.criteria = criteria.first(size);
    trial.contradictions = contradictions.first(contradicted);
    if (!are_good(trial.contradictions, size)) return false;
    criteria = criteria.subspan(size);
    contradictions = contradictions.subspan(contradicted);
    trial.has_criteria = (has & 1U) != 0;
    trial.has_withheld = (has & 2U) != 0;
  }
  return criteria.empty() && contradictions.empty();
}

}  // namespace

std::string pack_plan(const Plan& plan) {
  ByteWriter bytes;
  bytes.number(plan.leaves.nodes.size());
  for (const Node& node : plan.leaves.nodes) pack_leaf(node.operation, bytes);
  bytes.number(plan.columns.size());
  for (const Column& column : plan.columns) pack_column(column, bytes);
  bytes.row(plan.operands);
  bytes.row(plan.gates);
  pack_trials(plan, bytes);
  return bytes.written();
}

std::optional<Plan> unpack_plan(std::string_view bytes, const Vocabulary& vocabulary,
                                std::shared_ptr<const void> backing) {
  ByteReader from(bytes);
  Plan plan;
  plan.backing = std::move(backing);
  for (std::uint64_t left = from.number(); left > 0; --left) {
    if (from.at_end()) return std::nullopt;
    std::optional<Operation> leaf = unpack_leaf(from, vocabulary.size());
    if (!leaf) return std::nullopt;
    plan.leaves.nodes.push_back({*std::move(leaf), {}});
  }
  for (std::uint64_t left = from.number(); left > 0; --left) {
    if (from.at_end()) return std::nullopt;
    if (!unpack_column(from, vocabulary.size(), plan.columns.emplace_back())) return std::nullopt;
  }
  plan.operands = from.row<GateId>();
  plan.gates = from.row<Gate>();
  if (!GateCheck(plan, vocabulary.size()).are_good()) return std::nullopt;
  if (!unpack_trials(from, plan) || !from.at_end() || from.is_short()) return std::nullopt;
  complete_plan(plan, vocabulary);
  return plan;
}

}  // namespace eligo::batch
