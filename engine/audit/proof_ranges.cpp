#include "audit/proof_ranges.h"

#include <algorithm>

namespace eligo {
namespace {

// Whether `a` is the lower of two lower ends, or the higher of two upper ones.
bool is_wider_low(const std::optional<Bound>& a, const std::optional<Bound>& b) {
  if (!a || !b) return !a;
  return a->value < b->value || (a->value == b->value && a->inclusive);
}
bool is_wider_high(const std::optional<Bound>& a, const std::optional<Bound>& b) {
  if (!a || !b) return !a;
  return a->value > b->value || (a->value == b->value && a->inclusive);
}

Interval both(const Interval& a, const Interval& b) {
  return {is_wider_low(a.low, b.low) ? b.low : a.low,
          is_wider_high(a.high, b.high) ? b.high : a.high};
}

Interval around(const Interval& a, const Interval& b) {
  return {is_wider_low(a.low, b.low) ? a.low : b.low,
          is_wider_high(a.high, b.high) ? a.high : b.high};
}

// What lies outside, where that is one interval.
Interval outside(const Interval& interval) {
  if (interval.low && interval.high) return {};
  if (interval.low) return {std::nullopt, Bound{interval.low->value, !interval.low->inclusive}};
  if (interval.high) return {Bound{interval.high->value, !interval.high->inclusive}, std::nullopt};
  return {};
}

struct RangeReader {
  const Program& program;
  const ProofTerms& terms;
  std::size_t quantity;

  // An interval that holds the quantity whenever the node is `holds`.
  Interval needed(NodeId node, bool holds) const {
    const Operation& operation = program[node].operation;
    if (const auto* all = std::get_if<AllOf>(&operation)) return list(all->operands, holds, true);
    if (const auto* any = std::get_if<AnyOf>(&operation)) return list(any->operands, holds, false);
    if (const auto* negation = std::get_if<Not>(&operation)) {
      return needed(negation->operand, !holds);
    }
    if (const auto* assumed = std::get_if<UnderAssumption>(&operation)) {
      return needed(assumed->operand, holds);
    }
    const ProofLeaf& leaf = terms.leaves[node.index];
    if (leaf.quantity != quantity || leaf.ranges.empty()) return {};
    if (!holds) {
      // Where it is not true it may be for another reason than the quantity.
      const bool only_that = leaf.ranges.size() == 1 && !leaf.sex && leaf.records.empty();
      return only_that ? outside(leaf.ranges.front()) : Interval{};
    }
    Interval hull = leaf.ranges.front();
    for (const Interval& range : leaf.ranges) hull = around(hull, range);
    return hull;
  }

  Interval list(const std::vector<NodeId>& operands, bool holds, bool all_of) const {
    if (operands.empty()) return {};
    Interval result = needed(operands.front(), holds);
    for (const NodeId operand : operands) {
      const Interval one = needed(operand, holds);
      result = all_of == holds ? both(result, one) : around(result, one);
    }
    return result;
  }

  // Intervals each of which makes the node `holds`.
  void enough(NodeId node, bool holds, std::vector<Interval>& found) const {
    const Operation& operation = program[node].operation;
    if (const auto* all = std::get_if<AllOf>(&operation)) {
      if (!holds || all->operands.size() == 1) {
        for (const NodeId operand : all->operands) enough(operand, holds, found);
      }
    } else if (const auto* any = std::get_if<AnyOf>(&operation)) {
      if (holds || any->operands.size() == 1) {
        for (const NodeId operand : any->operands) enough(operand, holds, found);
      }
    } else if (const auto* negation = std::get_if<Not>(&operation)) {
      enough(negation->operand, !holds, found);
    } else if (const auto* assumed = std::get_if<UnderAssumption>(&operation)) {
      enough(assumed->operand, holds, found);
    } else {
      const ProofLeaf& leaf = terms.leaves[node.index];
      const bool only_that = !leaf.sex && leaf.records.empty() && leaf.ranges.size() == 1;
      if (leaf.quantity != quantity || !only_that) return;
      const Interval range = holds ? leaf.ranges.front() : outside(leaf.ranges.front());
      if (range.low || range.high) found.push_back(range);
    }
  }
};

Bound whole_low(const Bound& bound) {
  mpz_class up;
  mpz_cdiv_q(up.get_mpz_t(), bound.value.get_num_mpz_t(), bound.value.get_den_mpz_t());
  if (!bound.inclusive && bound.value == up) ++up;
  return {Rational(up), true};
}

Bound whole_high(const Bound& bound) {
  mpz_class down;
  mpz_fdiv_q(down.get_mpz_t(), bound.value.get_num_mpz_t(), bound.value.get_den_mpz_t());
  if (!bound.inclusive && bound.value == down) --down;
  return {Rational(down), true};
}

bool is_empty(const Interval& interval) {
  if (!interval.low || !interval.high) return false;
  return interval.low->value > interval.high->value ||
         (interval.low->value == interval.high->value &&
          !(interval.low->inclusive && interval.high->inclusive));
}

}  // namespace

Interval in_whole_numbers(const Interval& interval) {
  Interval result;
  if (interval.low) result.low = whole_low(*interval.low);
  if (interval.high) result.high = whole_high(*interval.high);
  return result;
}

bool covers(const Interval& whole, const Interval& part) {
  return lies_in(part, whole) == Truth::yes;
}

Interval needed_to_pass(const Program& program, const ProofTerms& terms, const Criterion& criterion,
                        std::size_t quantity) {
  if (!criterion.root) return {};
  const bool holds = criterion.kind != CriterionKind::exclusion;
  const Interval needed = RangeReader{program, terms, quantity}.needed(*criterion.root, holds);
  return terms.quantities[quantity].whole ? in_whole_numbers(needed) : needed;
}

std::vector<Interval> enough_to_fail(const Program& program, const ProofTerms& terms,
                                     const Criterion& criterion, std::size_t quantity) {
  std::vector<Interval> found;
  if (!criterion.root) return found;
  const bool holds = criterion.kind != CriterionKind::exclusion;
  RangeReader{program, terms, quantity}.enough(*criterion.root, !holds, found);
  return found;
}

std::optional<Interval> gap_between(const Interval& low, const Interval& high, bool whole) {
  if (!low.high || !high.low) return std::nullopt;
  Interval gap{Bound{low.high->value, !low.high->inclusive},
               Bound{high.low->value, !high.low->inclusive}};
  if (whole) gap = in_whole_numbers(gap);
  if (is_empty(gap)) return std::nullopt;
  return gap;
}

std::optional<Interval> where_ends_differ(const Interval& a, const Interval& b, bool whole) {
  const auto between = [&](const Bound& lower, bool lower_counts, const Bound& higher,
                           bool higher_counts) -> std::optional<Interval> {
    Interval interval{Bound{lower.value, lower_counts}, Bound{higher.value, higher_counts}};
    if (whole) interval = in_whole_numbers(interval);
    if (is_empty(interval)) return std::nullopt;
    return interval;
  };
  std::optional<Interval> found;
  if (a.high && b.high) {
    const bool b_is_wider = is_wider_high(b.high, a.high);
    const Bound& narrow = b_is_wider ? *a.high : *b.high;
    const Bound& wide = b_is_wider ? *b.high : *a.high;
    found = between(narrow, !narrow.inclusive, wide, wide.inclusive);
  }
  if (!found && a.low && b.low) {
    const bool b_is_wider = is_wider_low(b.low, a.low);
    const Bound& narrow = b_is_wider ? *a.low : *b.low;
    const Bound& wide = b_is_wider ? *b.low : *a.low;
    found = between(wide, wide.inclusive, narrow, !narrow.inclusive);
  }
  return found;
}

}  // namespace eligo
