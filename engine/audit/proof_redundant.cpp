// redundant: a criterion that others imply.

#include <fmt/format.h>

#include <algorithm>

#include "audit/proof_session.h"

namespace eligo {
namespace {

bool same_words(const Vocabulary& vocabulary, const Criterion& a, const Criterion& b) {
  return vocabulary.comparable_name(a.text) == vocabulary.comparable_name(b.text);
}

// A sentence that a record can decide whole, and that does not hold or fail for everyone.
bool can_be_redundant(ProofSession& session, std::size_t index) {
  if (session.criterion(index).kind == CriterionKind::registry) return false;
  if (!session.says_something(index) || !session.use(index).asked.empty()) return false;
  // A limit that does not meet the other is no repetition.
  if (session.has_finding(AuditCode::boundary_gap, index)) return false;
  ProofModel& model = session.model();
  return model.is_possible({model.passes(index)}) == Truth::yes &&
         model.is_possible({!model.passes(index)}) == Truth::yes;
}

// Whether passing all of `others` means passing `index`, though not everything does.
bool follows(ProofSession& session, const std::vector<std::size_t>& others, std::size_t index) {
  ProofModel& model = session.model();
  std::vector<z3::expr> counterexample{!model.passes(index)};
  std::vector<z3::expr> premises;
  for (const std::size_t other : others) premises.push_back(model.passes(other));
  counterexample.insert(counterexample.end(), premises.begin(), premises.end());
  return model.is_possible(counterexample) == Truth::no &&
         model.is_possible(premises) == Truth::yes;
}

// Two diseases that a document's inclusions name, one a kind of the other: nobody asks for both.
// They are alternatives, or exclusions that stand in the wrong list.
bool may_be_alternatives(const ProofSession& session, std::size_t a, std::size_t b) {
  const auto names_a_record = [&](std::size_t index) {
    const Criterion& criterion = session.criterion(index);
    return criterion.kind == CriterionKind::inclusion &&
           std::holds_alternative<RecordFound>(session.program()[*criterion.root].operation);
  };
  return !session.is_reviewed() && names_a_record(a) && names_a_record(b);
}

std::vector<std::size_t> premises_for(ProofSession& session, std::size_t index) {
  std::vector<std::size_t> others;
  for (std::size_t other = 0; other < session.size(); ++other) {
    const Criterion& one = session.criterion(other);
    if (other == index || one.kind == CriterionKind::registry || !session.says_something(other)) {
      continue;
    }
    if (may_be_alternatives(session, index, other)) continue;
    if (session.share_a_subject(index, other)) others.push_back(other);
  }
  return others;
}

void report(ProofSession& session, const std::vector<std::size_t>& from, std::size_t index) {
  std::string names;
  for (std::size_t i = 0; i < from.size(); ++i) {
    if (i > 0) names += i + 1 == from.size() ? " and " : ", ";
    names += session.named(from[i]);
  }
  session.add(session.finding(
      AuditCode::redundant, index,
      fmt::format("every patient who passes {} passes {} too", names, session.named(index)),
      "leave it out, or correct the limit if another was meant"));
}

void prove_one(ProofSession& session, std::size_t index) {
  const std::vector<std::size_t> others = premises_for(session, index);
  for (const std::size_t other : others) {
    if (!follows(session, {other}, index)) continue;
    if (same_words(session.vocabulary(), session.criterion(other), session.criterion(index))) {
      return;
    }
    // Of two that say the same, the later one is too many.
    const bool says_the_same = session.use(other).asked.empty() && follows(session, {index}, other);
    if (says_the_same && other > index) continue;
    report(session, {other}, index);
    return;
  }
  if (others.size() < 2 || !follows(session, others, index)) return;
  std::vector<std::size_t> needed = others;
  for (std::size_t i = needed.size(); i-- > 0;) {
    std::vector<std::size_t> fewer = needed;
    fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
    if (follows(session, fewer, index)) needed = std::move(fewer);
  }
  // Of some that say the same together, the last one is too many.
  if (needed.size() > 1 && needed.back() < index) report(session, needed, index);
}

}  // namespace

void prove_redundant(ProofSession& session) {
  for (std::size_t index = 0; index < session.size(); ++index) {
    if (can_be_redundant(session, index)) prove_one(session, index);
  }
}

}  // namespace eligo
