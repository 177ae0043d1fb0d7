#pragma once

#include <optional>
#include <string>
#include <vector>

#include "report/cohort/cohort_charts.h"
#include "report/cohort/cohort_report.h"
#include "report/page/provenance.h"
#include "report/table/table.h"

namespace eligo {

// The charts as drawings_of gives them; empty where they could not be drawn, and then `why_none`
// says so on the page and every table is open.
struct CohortDrawings {
  CohortCharts charts;
  std::vector<std::string> drawings;
  std::string why_none;
};

std::string render_html(const CohortReport& report, const CohortDrawings& drawings,
                        SmallCounts small, const Provenance& provenance);
std::string render_markdown(const CohortReport& report, SmallCounts small,
                            const Provenance& provenance);

// All numbers of the report: the counts, the criteria, what is open, the values' bars, and the
// relaxed limits.
std::vector<Table> tables_of(const CohortReport& report, SmallCounts small);
std::optional<std::string> render_xlsx(const CohortReport& report, SmallCounts small,
                                       const Provenance& provenance, std::string& why);

// "2026-01-15", or "2026-01-02 to 2026-01-15"; empty where nobody was assessed.
std::string screening_days(const CohortReport& report);

}  // namespace eligo
