// boundary-gap: a value of one quantity that neither of two complementary statements covers.

#include <fmt/format.h>

#include <algorithm>

#include "audit/proof_ranges.h"
#include "audit/proof_session.h"
#include "audit/proof_values.h"

namespace eligo {
namespace {

// The gap between what a criterion asks for and what another excludes, on either side.
std::optional<Interval> gap_of(const Interval& needed, const Interval& excluded, bool whole) {
  if (!excluded.high) {
    if (auto gap = gap_between(needed, excluded, whole)) return gap;
  }
  if (!excluded.low) return gap_between(excluded, needed, whole);
  return std::nullopt;
}

// Whether some exclusion names all of the gap.
bool is_excluded(const ProofSession& session, std::size_t quantity, const Interval& gap) {
  for (std::size_t i = 0; i < session.size(); ++i) {
    if (session.criterion(i).kind != CriterionKind::exclusion) continue;
    const auto enough =
        enough_to_fail(session.program(), session.terms(), session.criterion(i), quantity);
    if (std::any_of(enough.begin(), enough.end(),
                    [&](const Interval& one) { return covers(one, gap); })) {
      return true;
    }
  }
  return false;
}

std::string gap_message(const ProofSession& session, std::size_t quantity, const Interval& gap,
                        std::size_t inclusion, std::size_t exclusion) {
  return fmt::format("{} is neither asked for by {} nor excluded by {}",
                     session.quantity_words(quantity, gap), session.named(inclusion),
                     session.named(exclusion));
}

bool add_gap(ProofSession& session, std::size_t quantity, const Interval& gap,
             std::size_t inclusion, std::size_t exclusion) {
  ProofModel& model = session.model();
  const Quantity& about = session.terms().quantities[quantity];
  const Rational value = roundest_in(gap, about.whole || about.is_counted);
  return session.add_with_witness(
      session.finding(AuditCode::boundary_gap, exclusion,
                      gap_message(session, quantity, gap, inclusion, exclusion),
                      "let the two limits meet: one with \"or equal\", the other without"),
      {!model.passes(inclusion), model.passes(exclusion), model.equals(quantity, value)}, {},
      {{inclusion, CriterionResult::fail}, {exclusion, CriterionResult::pass}});
}

void prove_pair(ProofSession& session, std::size_t inclusion, std::size_t exclusion) {
  for (const std::size_t quantity : session.use(inclusion).quantities) {
    const Quantity& about = session.terms().quantities[quantity];
    const bool whole = about.whole || about.is_counted;
    Interval needed =
        needed_to_pass(session.program(), session.terms(), session.criterion(inclusion), quantity);
    if (whole) needed = in_whole_numbers(needed);
    for (Interval excluded : enough_to_fail(session.program(), session.terms(),
                                            session.criterion(exclusion), quantity)) {
      if (whole) excluded = in_whole_numbers(excluded);
      const auto gap = gap_of(needed, excluded, whole);
      if (gap && !is_excluded(session, quantity, *gap)) {
        add_gap(session, quantity, *gap, inclusion, exclusion);
        return;
      }
    }
  }
}

// The leaves below a node that limit a quantity, once each.
void collect_limits(const ProofSession& session, NodeId node, std::size_t quantity,
                    std::vector<Interval>& limits) {
  const ProofLeaf& leaf = session.terms().leaves[node.index];
  if (leaf.quantity == quantity) {
    limits.insert(limits.end(), leaf.ranges.begin(), leaf.ranges.end());
  }
  for (const NodeId operand : operands_of(session.program()[node].operation)) {
    collect_limits(session, operand, quantity, limits);
  }
}

// Arms of one criterion, one for values under a limit, one for values over it, none for the limit.
std::optional<Rational> limit_without_arm(const std::vector<Interval>& limits) {
  for (const Interval& below : limits) {
    if (below.low || !below.high || below.high->inclusive) continue;
    const Rational& limit = below.high->value;
    const bool has_other_side = std::any_of(limits.begin(), limits.end(), [&](const Interval& one) {
      return !one.high && one.low && !one.low->inclusive && one.low->value == limit;
    });
    const bool is_covered = std::any_of(limits.begin(), limits.end(), [&](const Interval& one) {
      return lies_in(Interval::exactly(limit), one) == Truth::yes;
    });
    if (has_other_side && !is_covered) return limit;
  }
  return std::nullopt;
}

void prove_arms(ProofSession& session, std::size_t index) {
  ProofModel& model = session.model();
  for (const std::size_t quantity : session.use(index).quantities) {
    std::vector<Interval> limits;
    collect_limits(session, *session.criterion(index).root, quantity, limits);
    const auto limit = limit_without_arm(limits);
    if (!limit) continue;
    const Interval gap = Interval::exactly(*limit);
    const std::string message =
        fmt::format("{} says what holds below and above {}, not what holds there",
                    session.named(index), session.quantity_words(quantity, gap));
    // A patient at the limit whom the criterion decides otherwise than patients beside it.
    for (const bool passes : {false, true}) {
      const z3::expr decided = passes ? model.passes(index) : !model.passes(index);
      const bool added = session.add_with_witness(
          session.finding(AuditCode::boundary_gap, index, message,
                          "write \"or equal\" on one side of the limit"),
          {decided, model.equals(quantity, *limit)}, {},
          {{index, passes ? CriterionResult::pass : CriterionResult::fail}});
      if (added) return;
    }
  }
}

}  // namespace

void prove_gaps(ProofSession& session) {
  for (std::size_t a = 0; a < session.size(); ++a) {
    if (!session.says_something(a)) continue;
    prove_arms(session, a);
    if (session.criterion(a).kind == CriterionKind::exclusion) continue;
    for (std::size_t b = 0; b < session.size(); ++b) {
      if (session.criterion(b).kind == CriterionKind::exclusion && session.says_something(b)) {
        prove_pair(session, a, b);
      }
    }
  }
}

}  // namespace eligo
