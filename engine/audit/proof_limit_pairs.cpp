// never and always of what two limits say literally, where the rule has not that reading: no value
// is under the one and over the other.

#include <fmt/format.h>

#include <algorithm>

#include "audit/limit_pairs.h"
#include "audit/proof_session.h"

namespace eligo {
namespace {

// The pair as ranges of one number, and what that number can be.
struct Ranges {
  Interval possible;
  Interval upper;
  Interval lower;
};

// Limits in a unit that is not the analyte's are compared as they stand.
Ranges ranges_of(const Vocabulary& vocabulary, const LimitPair& pair) {
  Ranges ranges{{}, pair.upper, pair.lower};
  if (pair.is_age || pair.is_multiple) ranges.possible.low = Bound{Rational(0), true};
  if (!pair.analyte || pair.is_multiple || pair.unit.empty()) return ranges;
  const std::optional<Unit> unit = vocabulary.units().parse(pair.unit);
  if (!unit) return ranges;
  const auto upper = vocabulary.to_default_unit(*pair.analyte, pair.upper, *unit);
  const auto lower = vocabulary.to_default_unit(*pair.analyte, pair.lower, *unit);
  if (!upper || !lower) return ranges;
  return {possible_results(vocabulary, *pair.analyte), upper->value, lower->value};
}

// Whether no value meets both, though some value meets each.
bool clash(ProofModel& model, const Ranges& ranges) {
  const z3::expr value = model.any_number();
  const z3::expr possible = model.within(value, ranges.possible);
  const z3::expr upper = model.within(value, ranges.upper);
  const z3::expr lower = model.within(value, ranges.lower);
  return model.is_possible({possible, upper, lower}) == Truth::no &&
         model.is_possible({possible, upper}) == Truth::yes &&
         model.is_possible({possible, lower}) == Truth::yes;
}

bool is_open(const ProofSession& session, std::size_t criterion) {
  return !session.criterion(criterion).root || !session.use(criterion).asked.empty();
}

std::string message_of(const ProofSession& session, const LimitPair& pair) {
  const bool is_exclusion = session.criterion(pair.criterion).kind == CriterionKind::exclusion;
  std::string message = fmt::format("{} cannot be both {} and {}: as it is written, {}",
                                    pair.subject, pair.upper_words, pair.lower_words,
                                    is_exclusion ? "this excludes nobody" : "nobody passes");
  if (!is_open(session, pair.criterion)) {
    message += is_exclusion ? "; the rule takes \"or\" to be meant, and excludes the witness"
                            : "; the rule takes \"or\" to be meant, and the witness passes";
  }
  return message;
}

void report(ProofSession& session, const LimitPair& pair) {
  const std::size_t index = pair.criterion;
  const bool is_exclusion = session.criterion(index).kind == CriterionKind::exclusion;
  AuditFinding finding =
      session.finding(is_exclusion ? AuditCode::always : AuditCode::never, index,
                      message_of(session, pair), "write \"or\" between the two, or turn the signs");
  finding.line = pair.place.position.line;
  finding.column = pair.place.position.column;
  finding.length = pair.place.length;
  finding.line_text = pair.place.line_text;
  finding.text_column = pair.place.text_column;
  if (is_open(session, index)) {
    session.add(std::move(finding));
    return;
  }
  // Nobody is as the words say: whomever the rule takes instead is decided by its own reading.
  ProofModel& model = session.model();
  session.add_with_witness(std::move(finding),
                           {is_exclusion ? !model.passes(index) : model.passes(index)}, {},
                           {{index, is_exclusion ? CriterionResult::fail : CriterionResult::pass}});
}

}  // namespace

void prove_limit_pairs(ProofSession& session, std::span<const LimitPair> pairs) {
  for (const LimitPair& pair : pairs) {
    const bool is_known = session.has_finding(AuditCode::never, pair.criterion) ||
                          session.has_finding(AuditCode::always, pair.criterion);
    if (is_known) continue;
    if (clash(session.model(), ranges_of(session.vocabulary(), pair))) report(session, pair);
  }
}

}  // namespace eligo
