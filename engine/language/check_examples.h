#pragma once

#include <optional>
#include <string>

#include "language/check_context.h"
#include "language/syntax_tree.h"

namespace eligo {

// The patient that an example describes, as a profile in JSON, screened on 2026-01-15.
// `attestation` is the criterion that "attested" is about: "NCT01374854/I8". Reports every datum
// that no record could hold, and then returns nothing.
std::optional<std::string> check_example(CheckContext& context, const syntax::Example& example,
                                         const std::string& attestation);

}  // namespace eligo
