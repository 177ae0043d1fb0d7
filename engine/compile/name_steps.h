#pragma once

#include "language/syntax_tree.h"
#include "vocabulary/vocabulary.h"

namespace eligo::compile {

// "ASA 1-2": the steps of a scale that are Roman numbers are named by them in a rule, also where a
// sentence has Arabic ones.
void name_steps(const Concept& scale, syntax::Expression& rule);

}  // namespace eligo::compile
