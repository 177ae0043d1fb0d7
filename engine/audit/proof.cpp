#include "audit/proof.h"

#include <fmt/format.h>

#include <algorithm>

#include "audit/proof_session.h"

namespace eligo {
namespace {

// An age is needed where adults' results have limits of their own.
bool needs_age(const ProofTerms& terms) {
  return std::any_of(terms.quantities.begin(), terms.quantities.end(), [](const Quantity& one) {
    const bool is_onset =
        one.kind == Quantity::Kind::onset_age || one.kind == Quantity::Kind::duration;
    return is_onset || !(one.possible_adult == one.possible);
  });
}

AuditFinding unproven(const Program& program, const AuditOptions& options, const char* why) {
  AuditFinding finding;
  finding.code = AuditCode::unproven;
  finding.trial = program.trial;
  finding.document = program.document;
  finding.message =
      fmt::format("not everything about the logic of the criteria is proved: {}", why);
  if (*why == '\0') {
    finding.message = fmt::format(
        "the solver did not answer a question about the logic of the criteria within {} ms",
        options.query_limit.count());
  }
  return finding;
}

void run_checks(ProofSession& session, std::span<const LimitPair> pairs) {
  prove_each_criterion(session);
  prove_limit_pairs(session, pairs);
  prove_satisfiable(session);
  prove_conflicts(session);
  prove_gaps(session);
  prove_redundant(session);
  prove_readings(session);
}

}  // namespace

Proofs prove_trial(const Program& program, const Document& document, const Vocabulary& vocabulary,
                   const AuditOptions& options, std::span<const LimitPair> pairs) {
  Proofs proofs;
  if (!options.prove) return proofs;
  ProofTerms terms = proof_terms(program, vocabulary);
  if (needs_age(terms)) age_in_years(terms);
  try {
    ProofModel model(program, vocabulary, terms, options.query_limit);
    ProofSession session(program, document, vocabulary, terms, model, proofs, options);
    run_checks(session, pairs);
    if (model.ran_out_of_time()) proofs.findings.push_back(unproven(program, options, ""));
  } catch (const z3::exception& failure) {
    proofs.findings.push_back(unproven(program, options, failure.msg()));
  }
  const auto position = [&](const AuditFinding& finding) {
    const auto at = std::find_if(program.criteria.begin(), program.criteria.end(),
                                 [&](const Criterion& one) { return one.id == finding.criterion; });
    return at - program.criteria.begin();
  };
  std::stable_sort(
      proofs.findings.begin(), proofs.findings.end(),
      [&](const AuditFinding& a, const AuditFinding& b) { return position(a) < position(b); });
  return proofs;
}

std::vector<AuditFinding> prove(const Program& program, const Document& document,
                                const Vocabulary& vocabulary, const AuditOptions& options,
                                std::span<const LimitPair> pairs) {
  return prove_trial(program, document, vocabulary, options, pairs).findings;
}

}  // namespace eligo
