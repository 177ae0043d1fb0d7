#pragma once

// How far a proof may rest on a criterion of a document that nobody wrote rules for. Private to the
// proofs.

#include <vector>

#include "audit/proof_terms.h"

namespace eligo {

enum class Reliance {
  whole,    // on all that its rule says
  limits,   // on some of its limits, which everybody meets who passes it
  nothing,  // what was understood may be a misreading
};

struct ReliedOn {
  Reliance extent{};
  std::vector<NodeId> limits;  // for Reliance::limits
};

// A rule in which nothing is unread is relied on whole. Of an inclusion with unread words, limits
// of age and of measured values count where the words that were not read can only narrow them: each
// stands beside them as another thing that is asked for, behind them in the sentence, and with no
// word or number that could be an alternative, an exception or a group of its own.
ReliedOn relied_on(const Program& program, const ProofTerms& terms, const Criterion& criterion);

}  // namespace eligo
