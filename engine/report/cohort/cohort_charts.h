#pragma once

// The charts of a cohort report, drawn by gnuplot into SVG that runs and loads nothing.

#include <string>
#include <string_view>
#include <vector>

#include "report/cohort/cohort_report.h"
#include "report/cohort/shown_count.h"

namespace eligo {

struct Chart {
  std::string title;        // for those who cannot see it
  std::string description;  // likewise; the numbers are in a table beside it
  std::string script;       // commands for gnuplot
};

struct CohortCharts {
  std::vector<Chart> charts;
  // Where in `charts` each is; of values and curves in the report's order. Nothing where there is
  // nothing to draw.
  std::optional<std::size_t> attrition;
  std::vector<std::optional<std::size_t>> values;
  std::vector<std::optional<std::size_t>> curves;
};
CohortCharts cohort_charts(const CohortReport& report, SmallCounts small);

// One run of gnuplot that draws all charts to its standard output, one after another.
std::string gnuplot_script(const std::vector<Chart>& charts);

// The drawings out of what that run printed, ready to stand in a page, by chart: named, with the
// description as a text alternative, and without ids, of which a page can have each but once.
// Empty where the output is not that of these charts.
std::vector<std::string> drawings_of(const std::vector<Chart>& charts, std::string_view output);

}  // namespace eligo
