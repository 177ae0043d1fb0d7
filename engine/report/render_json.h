#pragma once

#include <string>
#include <vector>

#include "decide/decision.h"
#include "patient/read_patients.h"
#include "text/diagnostic.h"

namespace eligo {

// One decision as a JSON object on one line (contract section 5; schemas/result.schema.json).
// `with_reasoning` adds each criterion's whole reasoning as a tree.
std::string render_json(const Decision& decision, bool with_reasoning = false);

// {"rejected": {"input", "path", "why"}} on one line.
std::string render_json(const RejectedRecord& rejected);

// One diagnostic as a JSON object on one line.
std::string render_json(const Diagnostic& diagnostic);

}  // namespace eligo
