#pragma once

#include "language/check.h"
#include "language/check_context.h"
#include "language/program.h"
#include "language/syntax_tree.h"

namespace eligo {

// Checks one trial and resolves it. The program is complete only where no error was reported.
Program check_trial(CheckContext& context, const syntax::Trial& trial,
                    const DocumentSource& documents);

}  // namespace eligo
