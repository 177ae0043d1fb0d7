#include "report/cohort/limit_moves.h"

#include <algorithm>
#include <utility>

#include "decide/verdict.h"
#include "quantity/kleene.h"
#include "report/screened/comparison.h"

namespace eligo {
namespace {

Truth at_least(std::uint32_t wanted, const std::vector<Truth>& operands) {
  const auto count = [&](Truth truth) {
    return static_cast<std::uint32_t>(std::count(operands.begin(), operands.end(), truth));
  };
  const std::uint32_t certain = count(Truth::yes);
  if (certain >= wanted) return Truth::yes;
  return certain + count(Truth::unknown) >= wanted ? Truth::unknown : Truth::no;
}

// The truth of an operation whose operands have these truths; a leaf keeps its own.
Truth truth_of(const Operation& operation, const std::vector<Truth>& operands, Truth own,
               std::optional<Sex> sex) {
  if (std::holds_alternative<AllOf>(operation)) {
    Truth all = Truth::yes;
    for (const Truth operand : operands) all = kleene_and(all, operand);
    return all;
  }
  if (std::holds_alternative<AnyOf>(operation)) {
    Truth any = Truth::no;
    for (const Truth operand : operands) any = kleene_or(any, operand);
    return any;
  }
  if (const auto* counted = std::get_if<AtLeast>(&operation)) {
    return at_least(counted->count, operands);
  }
  if (std::holds_alternative<Not>(operation)) return kleene_not(operands[0]);
  if (std::holds_alternative<ExclusiveOr>(operation)) return kleene_xor(operands[0], operands[1]);
  if (std::holds_alternative<Implies>(operation)) return kleene_implies(operands[0], operands[1]);
  if (std::holds_alternative<BySex>(operation) && sex) {
    return operands[*sex == Sex::male ? 0 : 1];
  }
  // An assumption that is not used keeps what is under it unknown.
  if (std::holds_alternative<UnderAssumption>(operation)) {
    return own == Truth::unknown ? own : operands[0];
  }
  return own;
}

// Where in the rule a comparison stands: which operand, from the root down.
struct Step {
  NodeId node;
  const Reason* reason = nullptr;
  std::size_t operand = 0;
};

class LimitMoves {
 public:
  LimitMoves(const Program& program, const Vocabulary& vocabulary, const Criterion& criterion,
             const CriterionDecision& decision, std::optional<Sex> sex, Day as_of)
      : program_(program),
        vocabulary_(vocabulary),
        criterion_(criterion),
        decision_(decision),
        sex_(sex),
        as_of_(as_of) {}

  std::vector<LimitMove> all() {
    walk(*criterion_.root, decision_.reason);
    return std::move(moves_);
  }

 private:
  void walk(NodeId node, const Reason& reason) {
    const std::vector<NodeId> operands = operands_of(program_[node].operation);
    if (operands.empty()) {
      consider(node, reason);
      return;
    }
    for (std::size_t i = 0; i < operands.size() && i < reason.parts.size(); ++i) {
      path_.push_back({node, &reason, i});
      walk(operands[i], reason.parts[i]);
      path_.pop_back();
    }
  }

  // Whether the criterion passes once the leaf at the end of the path has the truth `turned`.
  bool passes_with(Truth turned) const {
    Truth truth = turned;
    for (auto step = path_.rbegin(); step != path_.rend(); ++step) {
      std::vector<Truth> operands;
      for (const Reason& part : step->reason->parts) operands.push_back(part.truth);
      operands[step->operand] = truth;
      truth = truth_of(program_[step->node].operation, operands, step->reason->truth, sex_);
    }
    return result_of(criterion_.kind, truth) == CriterionResult::pass;
  }

  // Which sex the leaf's limit is for.
  std::string of_whom() const {
    for (const Step& step : path_) {
      if (std::holds_alternative<BySex>(program_[step.node].operation)) {
        return step.operand == 0 ? "men" : "women";
      }
    }
    return {};
  }

  void consider(NodeId leaf, const Reason& reason) {
    if (reason.truth == Truth::unknown || !passes_with(kleene_not(reason.truth))) return;
    Criterion alone;
    alone.kind = criterion_.kind;
    alone.root = leaf;
    CriterionDecision decided;
    decided.evidence = decision_.evidence;
    decided.reason = reason;
    const std::vector<Comparison> made =
        comparisons_of(program_, vocabulary_, alone, decided, sex_, as_of_);
    if (made.size() != 1) return;
    const Comparison& comparison = made.front();
    const std::optional<Rational> value = comparison.value.single();
    // Outside of the range the end that was crossed has to move, inside of it either will do.
    if (comparison.range.low && (reason.truth == Truth::yes || is_below(comparison))) {
      add(comparison, *comparison.range.low, reason.truth == Truth::no, value);
    }
    if (comparison.range.high && (reason.truth == Truth::yes || !is_below(comparison))) {
      add(comparison, *comparison.range.high, reason.truth == Truth::yes, value);
    }
  }

  // Of a value outside of the range.
  static bool is_below(const Comparison& comparison) {
    const std::optional<Bound>& low = comparison.range.low;
    return low && comparison.value.high && comparison.value.high->value <= low->value &&
           lies_in(comparison.value, Interval{low, std::nullopt}) == Truth::no;
  }

  // `lowered`: whether moving it down is what admits the patient.
  void add(const Comparison& comparison, const Bound& bound, bool lowered,
           const std::optional<Rational>& value) {
    // The wanted side includes the limit itself where the range does and is wanted, or does not
    // and is not.
    const bool wants_range = lies_in(comparison.value, comparison.range) == Truth::no;
    LimitMove move{{comparison.name, comparison.unit, of_whom(), bound.value, lowered,
                    bound.inclusive == wants_range, comparison.is_age},
                   value};
    const bool known = std::any_of(moves_.begin(), moves_.end(), [&](const LimitMove& other) {
      return other.limit == move.limit && other.value == move.value;
    });
    if (!known) moves_.push_back(std::move(move));
  }

  const Program& program_;
  const Vocabulary& vocabulary_;
  const Criterion& criterion_;
  const CriterionDecision& decision_;
  std::optional<Sex> sex_;
  Day as_of_;
  std::vector<Step> path_;
  std::vector<LimitMove> moves_;
};

}  // namespace

std::vector<LimitMove> limit_moves(const Program& program, const Vocabulary& vocabulary,
                                   const Criterion& criterion, const CriterionDecision& decision,
                                   std::optional<Sex> sex, Day as_of) {
  const bool failed_by_rule =
      criterion.root && decision.result == CriterionResult::fail &&
      result_of(criterion.kind, decision.reason.truth) == CriterionResult::fail;
  if (!failed_by_rule) return {};
  return LimitMoves(program, vocabulary, criterion, decision, sex, as_of).all();
}

}  // namespace eligo
