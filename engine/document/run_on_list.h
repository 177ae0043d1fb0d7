#pragma once

#include "document/text_part.h"

namespace eligo {

// Takes apart the lines that hold several items: "* a * b", "1. a; 2. b", "(1) a (2) b". Lines with
// one item, and the numbers within sentences ("grade 1. Then", "18 - 65"), stay as they are.
// `parts` are the lines under one heading.
TextParts split_run_on_lines(const TextParts& parts);

// "a; b; c", of a list that is one paragraph without markers; the part itself where there are fewer
// than two semicolons outside brackets.
TextParts split_at_semicolons(const TextPart& part);

}  // namespace eligo
