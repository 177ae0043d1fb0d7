#pragma once

#include <optional>
#include <string>

#include "report/page/provenance.h"
#include "report/table/table.h"
#include "report/wording/wording_report.h"

namespace eligo {

// The provenance's patients are not named on it: a wording rests on none.
std::string render_html(const WordingReport& report, const Provenance& provenance);
std::string render_markdown(const WordingReport& report, const Provenance& provenance);
// A row a finding, those that are accepted last.
Table table_of(const WordingReport& report);

}  // namespace eligo
