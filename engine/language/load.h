#pragma once

#include <filesystem>
#include <vector>

#include "language/program.h"
#include "text/result.h"

namespace eligo {

// Reads, parses and checks a rule file. The documents that it names stand in its own folder.
// Errors: the file cannot be read, and whatever parse_rules and check_rules refuse.
Result<std::vector<Program>> load_rules(const std::filesystem::path& file,
                                        const Vocabulary& vocabulary);

}  // namespace eligo
