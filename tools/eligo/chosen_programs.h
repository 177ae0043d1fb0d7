#pragma once

#include <vector>

#include "command.h"

namespace eligo {

// The programs of the trials that the options name, all where they name none, in the order of the
// rules. Empty, with the reason on standard error, where a trial is named that no rule is about.
std::vector<const Program*> chosen_programs(const LoadedRules& rules,
                                            const ScreeningChoice& choice);

}  // namespace eligo
