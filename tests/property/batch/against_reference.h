#pragma once

#include <vector>

#include "batch/evaluate.h"
#include "decide/decide.h"
#include "vocabulary/vocabulary.h"

namespace eligo::batch {

// The standard vocabulary, which is read once.
const Vocabulary& vocabulary();

// Expects that the block's rows are decided as the reference decides on `patients`, which are those
// rows in their order. `programs` are the plan's.
void expect_as_reference(Evaluator& evaluator, const Block& block,
                         const std::vector<Program>& programs,
                         const std::vector<ReadPatient>& patients, const Vocabulary& vocabulary,
                         const ScreeningOptions& options);

// Pointers to all of them, as plans are made of.
std::vector<const Program*> all_of(const std::vector<Program>& programs);

}  // namespace eligo::batch
