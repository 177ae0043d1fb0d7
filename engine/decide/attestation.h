#pragma once

#include <vector>

#include "decide/finding.h"

namespace eligo {

// The findings with an attestation taken in: whether the sentence whose rule starts at `root`
// holds for the patient. It answers every open leaf below `root` that somebody's word can settle,
// in the sense that makes the sentence so; data that is there, and measured values that are
// missing, stay as they are.
//
// A leaf's sense follows from where it stands: what is attested of `a and b` and `a or b` is
// attested of a and of b; of `not a`, the opposite of a; of `a implies b`, the opposite of a and
// the same of b; of `a xor b`, nothing about either.
std::vector<Finding> with_attestation(const Screening& screening, std::vector<Finding> findings,
                                      NodeId root, bool sentence_holds, const std::string& path);

}  // namespace eligo
