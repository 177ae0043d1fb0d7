#include "decide/logic.h"

#include <fmt/format.h>

#include <algorithm>

#include "quantity/kleene.h"

namespace eligo {
namespace {

void add_assumptions(Finding& to, const Finding& from) {
  for (const std::string& assumption : from.assumptions) {
    if (std::find(to.assumptions.begin(), to.assumptions.end(), assumption) ==
        to.assumptions.end()) {
      to.assumptions.push_back(assumption);
    }
  }
}

Operands with_truth(const std::vector<Finding>& findings, const Operands& operands, Truth truth) {
  Operands result;
  for (const NodeId operand : operands) {
    if (findings[operand.index].truth == truth) result.push_back(operand);
  }
  return result;
}

// Decided by any `needed` of the operands that have this truth: those that rest on the fewest
// assumptions. Where more than enough rest on none, all of those are named.
Finding decided_by(const std::vector<Finding>& findings, const Operands& operands,
                   Truth operand_truth, std::size_t needed, Truth truth) {
  Operands candidates = with_truth(findings, operands, operand_truth);
  std::stable_sort(candidates.begin(), candidates.end(), [&](NodeId a, NodeId b) {
    return findings[a.index].assumptions.size() < findings[b.index].assumptions.size();
  });
  std::size_t free_of_assumptions = 0;
  while (free_of_assumptions < candidates.size() &&
         findings[candidates[free_of_assumptions].index].assumptions.empty()) {
    ++free_of_assumptions;
  }
  candidates.resize(std::max(needed, free_of_assumptions));
  std::sort(candidates.begin(), candidates.end());
  Finding finding;
  finding.truth = truth;
  for (const NodeId candidate : candidates) add_assumptions(finding, findings[candidate.index]);
  finding.deciding = std::move(candidates);
  return finding;
}

Finding left_open(const std::vector<Finding>& findings, const Operands& operands) {
  Finding finding;
  finding.deciding = with_truth(findings, operands, Truth::unknown);
  return finding;
}

}  // namespace

Finding combine_all(const std::vector<Finding>& findings, const Operands& operands) {
  Truth truth = Truth::yes;
  for (const NodeId operand : operands) truth = kleene_and(truth, findings[operand.index].truth);
  if (truth == Truth::unknown) return left_open(findings, operands);
  if (truth == Truth::no) return decided_by(findings, operands, Truth::no, 1, Truth::no);
  return decided_by(findings, operands, Truth::yes, operands.size(), Truth::yes);
}

Finding combine_any(const std::vector<Finding>& findings, const Operands& operands) {
  Truth truth = Truth::no;
  for (const NodeId operand : operands) truth = kleene_or(truth, findings[operand.index].truth);
  if (truth == Truth::unknown) return left_open(findings, operands);
  if (truth == Truth::yes) return decided_by(findings, operands, Truth::yes, 1, Truth::yes);
  return decided_by(findings, operands, Truth::no, operands.size(), Truth::no);
}

//   yes      where at least `count` operands are yes
//   no       where fewer than `count` are yes or unknown
//   unknown  otherwise
Finding combine_at_least(const std::vector<Finding>& findings, const Operands& operands,
                         std::uint32_t count) {
  const std::size_t yes = with_truth(findings, operands, Truth::yes).size();
  const std::size_t no = with_truth(findings, operands, Truth::no).size();
  if (yes >= count) return decided_by(findings, operands, Truth::yes, count, Truth::yes);
  if (operands.size() - no < count) {
    return decided_by(findings, operands, Truth::no, operands.size() - count + 1, Truth::no);
  }
  return left_open(findings, operands);
}

Finding combine_not(const std::vector<Finding>& findings, NodeId operand) {
  Finding finding;
  finding.truth = kleene_not(findings[operand.index].truth);
  finding.assumptions = findings[operand.index].assumptions;
  finding.deciding = {operand};
  return finding;
}

Finding combine_exclusive_or(const std::vector<Finding>& findings, NodeId left, NodeId right) {
  Finding finding;
  finding.truth = kleene_xor(findings[left.index].truth, findings[right.index].truth);
  if (finding.truth == Truth::unknown) return left_open(findings, {left, right});
  add_assumptions(finding, findings[left.index]);
  add_assumptions(finding, findings[right.index]);
  finding.deciding = {left, right};
  return finding;
}

Finding combine_implies(const std::vector<Finding>& findings, NodeId condition,
                        NodeId consequence) {
  const Finding& if_this = findings[condition.index];
  const Finding& then_that = findings[consequence.index];
  Finding finding;
  finding.truth = kleene_implies(if_this.truth, then_that.truth);
  if (finding.truth == Truth::unknown) return left_open(findings, {condition, consequence});
  if (finding.truth == Truth::no) {
    add_assumptions(finding, if_this);
    add_assumptions(finding, then_that);
    finding.deciding = {condition, consequence};
    return finding;
  }
  // Either a condition that does not hold or a consequence that does is enough.
  const bool by_condition = if_this.truth == Truth::no;
  const bool by_consequence = then_that.truth == Truth::yes;
  const bool use_condition = by_condition && (!by_consequence || if_this.assumptions.size() <=
                                                                     then_that.assumptions.size());
  const NodeId used = use_condition ? condition : consequence;
  add_assumptions(finding, findings[used.index]);
  finding.deciding = {used};
  return finding;
}

Finding combine_by_sex(const std::vector<Finding>& findings, const BySex& arms,
                       std::optional<Sex> sex) {
  if (sex) {
    const NodeId arm = *sex == Sex::male ? arms.male : arms.female;
    Finding finding;
    finding.truth = findings[arm.index].truth;
    finding.assumptions = findings[arm.index].assumptions;
    finding.deciding = {arm};
    return finding;
  }
  const Truth male = findings[arms.male.index].truth;
  const Truth female = findings[arms.female.index].truth;
  Finding finding;
  finding.deciding = {arms.male, arms.female};
  if (male == female && male != Truth::unknown) {
    finding.truth = male;
    add_assumptions(finding, findings[arms.male.index]);
    add_assumptions(finding, findings[arms.female.index]);
    return finding;
  }
  finding.why = "no sex on record";
  finding.ask = Ask{OpenKind::data, "sex", false};
  return finding;
}

Finding combine_under_assumption(const std::vector<Finding>& findings,
                                 const UnderAssumption& operation, const std::string& assumption,
                                 bool strict) {
  const Finding& operand = findings[operation.operand.index];
  Finding finding;
  finding.deciding = {operation.operand};
  if (operand.truth == Truth::unknown) return finding;
  if (strict) {
    finding.why = fmt::format("this reading is an assumption, and none is allowed: {}", assumption);
    finding.ask = Ask{OpenKind::attestation, fmt::format("the reading: {}", assumption), false};
    return finding;
  }
  finding.truth = operand.truth;
  finding.assumptions = operand.assumptions;
  if (std::find(finding.assumptions.begin(), finding.assumptions.end(), assumption) ==
      finding.assumptions.end()) {
    finding.assumptions.push_back(assumption);
  }
  return finding;
}

}  // namespace eligo
