#pragma once

#include <optional>
#include <string>
#include <vector>

#include "report/page/provenance.h"
#include "report/table/table.h"
#include "report/work_list/changes.h"
#include "report/work_list/work_list.h"

namespace eligo {

// A page shows the first so many patients or decisions; the tables have all.
inline constexpr std::size_t most_patients_of_a_page = 1000;

std::string render_html(const WorkList& list, const Provenance& provenance);
std::string render_markdown(const WorkList& list, const Provenance& provenance);
// A row a question of a patient and trial.
Table table_of(const WorkList& list);

std::string render_html(const Changes& changes, const Provenance& provenance);
std::string render_markdown(const Changes& changes, const Provenance& provenance);
// The decisions that changed, the criteria by which, and the sentences of an amended rule file.
std::vector<Table> tables_of(const Changes& changes);

// A workbook of such tables, with a sheet on what it rests on.
std::optional<std::string> render_xlsx(std::vector<Table> tables, const std::string& title,
                                       const Provenance& provenance, std::string& why);

}  // namespace eligo
