#pragma once

#include <filesystem>
#include <functional>
#include <vector>

#include "language/program.h"
#include "text/result.h"

namespace eligo {

// Reads, parses and checks a rule file. The documents that it names stand in its own folder.
// Errors: the file cannot be read, and whatever parse_rules and check_rules refuse. `expects` is
// told of each document before it is read.
using ExpectsDocument = std::function<void(const std::filesystem::path&)>;
Result<std::vector<Program>> load_rules(const std::filesystem::path& file,
                                        const Vocabulary& vocabulary,
                                        const ExpectsDocument& expects = {});

}  // namespace eligo
