#pragma once

#include <memory>

#include "command_report_kinds.h"

namespace eligo {

// What `eligo audit` finds about each trial, in place in its document's text.
std::unique_ptr<ReportKind> make_wording_report(ReportRun& run);

}  // namespace eligo
