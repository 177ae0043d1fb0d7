#pragma once

#include <vector>

#include "quantity/unit.h"

namespace eligo {

// Adds the laboratory spellings of a file to a table that has its atoms and prefixes. Returns what
// is wrong with them, nothing where they are good.
std::vector<Diagnostic> read_unit_spellings(const SourceText& source, UnitTable& table);

}  // namespace eligo
