#pragma once

#include "vocabulary/vocabulary.h"

namespace eligo {

// The vocabulary that Eligo is built with: the files of rules/vocabulary, as they were then.
// Diagnostics name them by their path from the project's root.
Result<Vocabulary> standard_vocabulary();

}  // namespace eligo
