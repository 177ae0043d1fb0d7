#pragma once

#include <memory>

#include "command_report_kinds.h"

namespace eligo {

// What to find out of whom, over all trials.
std::unique_ptr<ReportKind> make_work_list(ReportRun& run);

// What differs from an earlier run (--since) and from other rules (--against). Makes nothing where
// neither is named.
std::unique_ptr<ReportKind> make_changes(ReportRun& run);

}  // namespace eligo
