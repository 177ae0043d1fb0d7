#pragma once

#include <vector>

#include "language/program.h"
#include "text/diagnostic.h"
#include "vocabulary/vocabulary.h"

namespace eligo {

// Runs the examples of a rule file: a diagnostic for each whose criterion does not say of the
// example's patient what the example expects.
std::vector<Diagnostic> run_examples(const Program& program, const Vocabulary& vocabulary);

}  // namespace eligo
