#pragma once

#include <string>

#include "report/render_audit.h"

namespace eligo {

// One finding as a JSON object on one line (contract section 7; schemas/audit.schema.json).
std::string render_json(const ReportedFinding& reported);

}  // namespace eligo
