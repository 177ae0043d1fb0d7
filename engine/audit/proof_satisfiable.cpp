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

}  // namespace

void prove_each_criterion(ProofSession& session) {
  ProofModel& model = session.model();
  for (std::size_t i = 0; i < session.size(); ++i) {
    if (!session.says_something(i)) continue;
    if (model.is_possible({model.passes(i)}) == Truth::no) {
      session.add(session.finding(AuditCode::never, i, never_message(session, i),
                                  "check the signs, the limits, and whether \"and\" means \"or\""));
    } else if (session.criterion(i).kind != CriterionKind::registry &&
               model.is_possible({!model.passes(i)}) == Truth::no) {
      session.add(session.finding(AuditCode::always, i, always_message(session, i),
                                  "check the signs, the limits and their units"));
    }
  }
}

void prove_satisfiable(ProofSession& session) {
  ProofModel& model = session.model();
  std::vector<std::size_t> left;
  for (std::size_t i = 0; i < session.size(); ++i) {
    if (session.is_relied_on(i)) left.push_back(i);
  }
  // Each clash that shares no criterion with those before it.
  for (std::size_t found = 0; found < most_clashes; ++found) {
    std::vector<z3::expr> all;
    for (const std::size_t i : left) all.push_back(model.passes(i));
    if (model.is_possible(all) != Truth::no) return;
    const auto clash = model.smallest_clash(left);
    if (!clash || clash->empty()) return;
    const std::string which =
        clash->size() == 1
            ? fmt::format("no patient passes {}", session.named(clash->front()))
            : fmt::format("no patient passes {} together", list_of_criteria(session, *clash));
    session.add(session.finding(AuditCode::unsatisfiable, clash->back(),
                                "no patient can be eligible: " + which,
                                "change one of them, or say for whom each is meant"));
    std::erase_if(left, [&](std::size_t i) {
      return std::find(clash->begin(), clash->end(), i) != clash->end();
    });
  }
}

}  // namespace eligo
