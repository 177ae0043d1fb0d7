// always, never and unsatisfiable: what no patient, or every patient, passes.

#include <fmt/format.h>

#include <algorithm>

#include "audit/proof_session.h"

namespace eligo {
namespace {

constexpr std::size_t most_clashes = 5;

std::string never_message(const ProofSession& session, std::size_t index) {
  const std::string named = session.named(index);
  if (session.criterion(index).kind == CriterionKind::exclusion) {
    return fmt::format("every patient has what {} excludes: nobody can be eligible", named);
  }
  return fmt::format("no patient can pass {}", named);
}

std::string always_message(const ProofSession& session, std::size_t index) {
  const std::string named = session.named(index);
  if (session.criterion(index).kind == CriterionKind::exclusion) {
    return fmt::format("no patient can have what {} excludes: it excludes nobody", named);
  }
  return fmt::format("every patient passes {}: it asks for nothing", named);
}

std::string list_of_criteria(const ProofSession& session, const std::vector<std::size_t>& clash) {
  std::string text;
  for (std::size_t i = 0; i < clash.size(); ++i) {
    if (i > 0) text += i + 1 == clash.size() ? " and " : ", ";
    text += session.named(clash[i]);
  }
  return text;
}

// "under 18 and over 70": who lists such groups in an exclusion excludes each of them, whatever the
// sentence was read as.
bool may_list_groups(const ProofSession& session, std::size_t index) {
  const Program& program = session.program();
  if (session.is_reviewed() || session.criterion(index).kind != CriterionKind::exclusion) {
    return false;
  }
  NodeId node = *session.criterion(index).root;
  while (const auto* assumed = std::get_if<UnderAssumption>(&program[node].operation)) {
    node = assumed->operand;
  }
  return std::holds_alternative<AllOf>(program[node].operation);
}

// "I1 (…) and I2 (…) together"
std::string clash_words(const ProofSession& session, const std::vector<std::size_t>& clash) {
  if (clash.size() == 1) return "no patient passes " + session.named(clash.front());
  return fmt::format("no patient passes {} together", list_of_criteria(session, clash));
}

// Clashes of which no two share a criterion, each of as few criteria as can be.
std::vector<std::vector<std::size_t>> clashes_of(ProofSession& session) {
  ProofModel& model = session.model();
  std::vector<std::size_t> left;
  for (std::size_t i = 0; i < session.size(); ++i) {
    if (session.reliance(i) != Reliance::nothing) left.push_back(i);
  }
  std::vector<std::vector<std::size_t>> clashes;
  while (clashes.size() < most_clashes) {
    std::vector<z3::expr> all;
    for (const std::size_t i : left) all.push_back(model.needed(i));
    if (model.is_possible(all) != Truth::no) break;
    const auto clash = model.smallest_clash(left);
    if (!clash || clash->empty()) break;
    clashes.push_back(*clash);
    std::erase_if(left, [&](std::size_t i) {
      return std::find(clash->begin(), clash->end(), i) != clash->end();
    });
  }
  return clashes;
}

}  // namespace

void prove_each_criterion(ProofSession& session) {
  ProofModel& model = session.model();
  for (std::size_t i = 0; i < session.size(); ++i) {
    if (!session.asks_for_something(i)) continue;
    if (model.is_possible({model.needed(i)}) == Truth::no) {
      session.add(session.finding(AuditCode::never, i, never_message(session, i),
                                  "check the signs, the limits, and whether \"and\" means \"or\""));
    } else if (session.says_something(i) && session.criterion(i).kind != CriterionKind::registry &&
               !may_list_groups(session, i) && model.is_possible({!model.passes(i)}) == Truth::no) {
      session.add(session.finding(AuditCode::always, i, always_message(session, i),
                                  "check the signs, the limits and their units"));
    }
  }
}

// One finding, about the trial: `never` and `conflict` stand at the words of a clash of one or two.
void prove_satisfiable(ProofSession& session) {
  const auto clashes = clashes_of(session);
  if (clashes.empty()) return;
  std::string message = "no patient can be eligible: ";
  for (std::size_t i = 0; i < clashes.size(); ++i) {
    if (i > 0) message += "; ";
    message += clash_words(session, clashes[i]);
  }
  session.add(session.trial_finding(AuditCode::unsatisfiable, std::move(message),
                                    "change one of them, or say for whom each is meant"));
}

}  // namespace eligo
