#pragma once

// Proofs about a trial's criteria: the checked program as constraints for an SMT solver. What is
// modelled and what is left free is told in README.md.

#include <cstddef>
#include <span>
#include <vector>

#include "audit/audit.h"
#include "audit/limit_pairs.h"

namespace eligo {

struct Proofs {
  std::vector<AuditFinding> findings;  // in the order of the criteria that they are about
  // Claims whose patient did not show the problem when screened. They are not among the findings.
  std::size_t refuted_by_screening = 0;
};

// What the solver proves of a trial, and of pairs of limits as its words state them. Deterministic;
// a question that takes longer than `options.query_limit` is a finding of its own, `unproven`.
// Nothing where options.prove is false.
Proofs prove_trial(const Program& program, const Document& document, const Vocabulary& vocabulary,
                   const AuditOptions& options = {}, std::span<const LimitPair> pairs = {});

// The findings alone.
std::vector<AuditFinding> prove(const Program& program, const Document& document,
                                const Vocabulary& vocabulary, const AuditOptions& options = {},
                                std::span<const LimitPair> pairs = {});

}  // namespace eligo
