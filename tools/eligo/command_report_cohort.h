#pragma once

#include <memory>

#include "command_report_kinds.h"
#include "report/cohort/render_cohort.h"

namespace eligo {

// What each trial's criteria do to the cohort. Charts are drawn by an installed gnuplot; where
// there is none, the page says so and shows the tables.
CohortDrawings drawings_of_report(const CohortReport& report, SmallCounts small);

std::unique_ptr<ReportKind> make_cohort_report(ReportRun& run);

}  // namespace eligo
