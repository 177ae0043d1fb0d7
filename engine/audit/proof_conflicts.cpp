// conflict: two statements that no patient can both pass, or that limit one quantity differently.

#include <fmt/format.h>

#include "audit/proof_ranges.h"
#include "audit/proof_session.h"
#include "audit/proof_values.h"

namespace eligo {
namespace {

constexpr const char* what_to_do = "say which of the two is meant, and correct the other";

// A quantity whose ends two criteria set differently, and the values on which they differ.
struct Difference {
  std::size_t quantity = 0;
  Interval values;
};

std::optional<Difference> difference_of(const ProofSession& session, std::size_t a, std::size_t b) {
  for (const std::size_t quantity : session.use(a).quantities) {
    const Interval first =
        needed_to_pass(session.program(), session.terms(), session.criterion(a), quantity);
    const Interval second =
        needed_to_pass(session.program(), session.terms(), session.criterion(b), quantity);
    const auto values =
        where_ends_differ(first, second, session.terms().quantities[quantity].whole);
    if (values) return Difference{quantity, *values};
  }
  return std::nullopt;
}

// Reports that some patient passes `passed` and fails `failed`.
bool add_difference(ProofSession& session, std::size_t passed, std::size_t failed,
                    std::size_t about, const std::string& reason) {
  ProofModel& model = session.model();
  std::vector<z3::expr> preferred;
  std::string patient = "some patient";
  const auto difference = difference_of(session, passed, failed);
  if (difference) {
    const bool whole = session.terms().quantities[difference->quantity].whole;
    const Rational value = roundest_in(difference->values, whole);
    preferred.push_back(model.equals(difference->quantity, value));
    patient =
        "a patient with " + session.quantity_words(difference->quantity, Interval::exactly(value));
    if (model.is_possible({model.passes(passed), !model.needed(failed), preferred.front()}) !=
        Truth::yes) {
      return false;
    }
  }
  std::string message = fmt::format("{} passes {} and fails {}", patient, session.named(passed),
                                    session.named(failed));
  if (!reason.empty()) message += ": " + reason;
  return session.add_with_witness(
      session.finding(AuditCode::conflict, about, std::move(message), what_to_do),
      {model.passes(passed), !model.needed(failed)}, std::move(preferred),
      {{passed, CriterionResult::pass}, {failed, CriterionResult::fail}});
}

// The two differ on some patient, one way or the other; a limit of both first.
bool add_either_way(ProofSession& session, std::size_t a, std::size_t b, std::size_t about,
                    const std::string& reason) {
  return add_difference(session, a, b, about, reason) ||
         add_difference(session, b, a, about, reason);
}

void prove_declared(ProofSession& session) {
  for (const ConflictingStatements& conflict : session.program().conflicts) {
    // The header stands last in most documents: the finding stands at the sentence.
    const std::size_t first = conflict.first.index;
    const std::size_t second = conflict.second.index;
    if (!session.criterion(first).root || !session.criterion(second).root) continue;
    const bool first_is_header = session.criterion(first).kind == CriterionKind::registry;
    add_either_way(session, first, second, first_is_header ? second : first, conflict.reason);
  }
}

// A header fact and a sentence that limit the same quantity at the same end, differently.
bool prove_header(ProofSession& session, std::size_t header, std::size_t sentence) {
  if (session.criterion(header).kind != CriterionKind::registry) return false;
  if (session.criterion(sentence).kind == CriterionKind::registry) return false;
  if (!difference_of(session, header, sentence)) return false;
  return add_either_way(session, sentence, header, sentence,
                        "the text and the registry's header set different limits");
}

// Two statements that no patient can both pass, though each can be passed.
void prove_exclusive(ProofSession& session, std::size_t a, std::size_t b) {
  ProofModel& model = session.model();
  if (model.is_possible({model.needed(a), model.needed(b)}) != Truth::no) return;
  if (model.is_possible({model.needed(a)}) != Truth::yes) return;
  if (model.is_possible({model.needed(b)}) != Truth::yes) return;
  session.add_with_witness(session.finding(AuditCode::conflict, b,
                                           fmt::format("no patient can pass both {} and {}",
                                                       session.named(a), session.named(b)),
                                           what_to_do),
                           {model.passes(a), !model.needed(b)}, {},
                           {{a, CriterionResult::pass}, {b, CriterionResult::fail}});
}

// Whether a criterion can clash with another: it asks for something, of men or women at the least.
bool can_clash(const ProofSession& session, std::size_t index) {
  if (session.asks_for_something(index)) return true;
  return session.reliance(index) != Reliance::nothing && session.use(index).sex;
}

// Whether the two speak of one thing, or each of men or women.
bool may_clash(const ProofSession& session, std::size_t a, std::size_t b) {
  return session.share_a_subject(a, b) || (session.use(a).sex && session.use(b).sex);
}

}  // namespace

void prove_conflicts(ProofSession& session) {
  prove_declared(session);
  for (std::size_t a = 0; a < session.size(); ++a) {
    if (!can_clash(session, a)) continue;
    for (std::size_t b = a + 1; b < session.size(); ++b) {
      if (!can_clash(session, b) || !may_clash(session, a, b)) continue;
      if (session.is_declared_conflict(a, b)) continue;
      if (prove_header(session, a, b)) continue;
      prove_exclusive(session, a, b);
    }
  }
}

}  // namespace eligo
