#pragma once

// SARIF 2.1.0, the form in which code review tools take findings and show them at their lines. A
// log is its head, its results with commas between them, and its tail.

#include <string>
#include <string_view>
#include <vector>

#include "report/render_audit.h"
#include "text/diagnostic.h"

namespace eligo {

// Up to the opening bracket of the results, with a rule a code. `version` is the program's.
std::string render_sarif_head(std::string_view version);
// One result on one line. A path within `folder` is written relative to it, any other as it is.
std::string render_sarif(const ReportedFinding& reported, const std::string& folder);
// From the closing bracket of the results; `problems` are what was said about inputs.
std::string render_sarif_tail(const std::vector<Diagnostic>& problems);

}  // namespace eligo
