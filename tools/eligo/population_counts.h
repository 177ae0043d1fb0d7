#pragma once

#include <string>

#include "batch/counts.h"

namespace eligo {

// The counts of a run as two tables of tab-separated values, a blank line between them: the
// verdicts of each trial, with the records that no trial could be asked about, and of each
// criterion how many pass, fail, are open, and fail that criterion alone.
std::string counts_tables(const batch::Plan& plan, const batch::Counts& counts,
                          std::uint64_t rejected);

}  // namespace eligo
