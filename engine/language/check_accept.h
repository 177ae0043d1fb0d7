#pragma once

#include <string>
#include <vector>

#include "language/check_context.h"
#include "language/program.h"
#include "language/syntax_tree.h"

namespace eligo {

// Reports a reason that says nothing; `help` says what belongs there.
void check_reason(CheckContext& context, const syntax::Quoted& reason, const std::string& help);

// The findings that are accepted in one place: a criterion or a trial. Reports a code that is
// accepted twice there. Whether there is such a code is for the audit to say.
std::vector<AcceptedFinding> check_accepts(CheckContext& context,
                                           const std::vector<const syntax::Accept*>& accepts);

}  // namespace eligo
