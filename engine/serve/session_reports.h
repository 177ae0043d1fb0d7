#pragma once

#include <functional>
#include <string>
#include <vector>

#include "report/cohort/render_cohort.h"
#include "serve/api.h"

namespace eligo {

struct SessionReports {
  std::string version;
  std::vector<std::string> options;                         // what changes decisions, in words
  std::function<CohortDrawings(const CohortReport&)> draw;  // the charts of a cohort report
};

// The reports of `eligo report`, made of what a session holds, in memory: the parameters of a
// request are kind, format, trial and patient.
ReportMaker session_reports(SessionReports settings);

}  // namespace eligo
