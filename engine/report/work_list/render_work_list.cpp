#include "report/work_list/render_work_list.h"

#include <fmt/format.h>

#include <algorithm>

#include "report/page/page.h"
#include "report/text_layout.h"

namespace eligo {
namespace {

std::string who_answers(OpenKind kind) {
  switch (kind) {
    case OpenKind::data:
      return "record";
    case OpenKind::attestation:
      return "patient or physician";
    case OpenKind::judgement:
      return "investigator";
    case OpenKind::conflict:
    case OpenKind::source:
      return "sponsor";
  }
  return {};
}

Fields trial_fields(const WorkList& list, const WorkListTrial& entry) {
  Fields fields;
  fields.set("trial", list.trials[entry.trial].trial);
  fields.set("count", std::to_string(entry.needed.size()));
  fields.set("criteria", fmt::format("{}", fmt::join(entry.criteria, ", ")));
  fields.set("asks", list_of_fields(entry.needed, [&](std::uint32_t position) {
               Fields ask;
               ask.set("ask", list.asks[position].ask);
               ask.set("who", who_answers(list.asks[position].kind));
               return ask;
             }));
  return fields;
}

Fields fields_of(const WorkList& list, const Provenance& provenance) {
  Fields fields;
  const std::size_t shown = std::min(list.patients.size(), most_patients_of_a_page);
  std::size_t rank = 0;
  const std::vector<WorkListPatient> first(
      list.patients.begin(), list.patients.begin() + static_cast<std::ptrdiff_t>(shown));
  fields.set("patients", list_of_fields(first, [&](const WorkListPatient& patient) {
               Fields one;
               one.set("rank", std::to_string(++rank));
               one.set("patient", patient.patient);
               one.set("summary", patient.summary);
               one.set("trials", list_of_fields(patient.trials, [&](const WorkListTrial& entry) {
                         return trial_fields(list, entry);
                       }));
               return one;
             }));
  fields.set("has_patients", !list.patients.empty());
  fields.set("count", counted(list.patients.size(), "patient", "patients"));
  fields.set("not_shown", list.patients.size() == shown
                              ? Fields(false)
                              : Fields(std::to_string(list.patients.size() - shown)));
  fields.set("trials", list_of_fields(list.trials, [](const WorkListTrialTotals& trial) {
               Fields one;
               one.set("trial", trial.trial);
               one.set("title", optional_text(trial.title));
               one.set("listed", std::to_string(trial.listed));
               one.set("not_to_be_settled", std::to_string(trial.not_to_be_settled));
               return one;
             }));
  fields.set("provenance", provenance_fields(provenance, "", list.disclosure));
  return fields;
}

}  // namespace

std::string render_html(const WorkList& list, const Provenance& provenance) {
  PageHead head;
  head.title = "Work list";
  head.running_head = head.title;
  const Fields fields = fields_of(list, provenance);
  return html_page(head, fill_html("work_list.html.mustache", fields), *fields.get("provenance"));
}

std::string render_markdown(const WorkList& list, const Provenance& provenance) {
  return markdown_page("work_list.md.mustache", fields_of(list, provenance));
}

Table table_of(const WorkList& list) {
  Table table;
  table.name = "Work list";
  table.columns = {{"rank", 6}, {"patient", 18}, {"trial", 18},       {"itemsNeeded", 10},
                   {"ask", 60}, {"kind", 14},    {"openCriteria", 30}};
  std::size_t rank = 0;
  for (const WorkListPatient& patient : list.patients) {
    ++rank;
    for (const WorkListTrial& entry : patient.trials) {
      for (const std::uint32_t position : entry.needed) {
        const WorkListAsk& ask = list.asks[position];
        table.rows.push_back({rank, patient.patient, list.trials[entry.trial].trial,
                              entry.needed.size(), ask.ask, std::string(name_of(ask.kind)),
                              fmt::format("{}", fmt::join(entry.criteria, " "))});
      }
    }
  }
  return table;
}

std::optional<std::string> render_xlsx(std::vector<Table> tables, const std::string& title,
                                       const Provenance& provenance, std::string& why) {
  Table about;
  about.name = "About";
  about.columns = {{"what", 22}, {"", 90}};
  about.rows = {{"what this is", what_a_report_is},
                {"made by", "Eligo " + provenance.version},
                {"rules, SHA-256", provenance.rules_sha256},
                {"patients' files", provenance.input_files},
                {"patients, SHA-256", provenance.input_sha256}};
  for (const std::string& option : provenance.options) about.rows.push_back({"option", option});
  // A sheet of a workbook ends at 1,048,576 rows.
  constexpr std::size_t most_rows = 1000000;
  for (Table& table : tables) {
    if (table.rows.size() <= most_rows) continue;
    table.rows.erase(table.rows.begin() + most_rows, table.rows.end());
    about.rows.push_back({"not all rows", fmt::format("the first {} of {}; the CSV has all",
                                                      most_rows, table.name)});
  }
  tables.push_back(std::move(about));
  // Its days are those of the rows; a workbook has to name one, and names none of today.
  const Day no_day{std::chrono::year{2000} / std::chrono::January / 1};
  return render_xlsx(tables, title, no_day, why);
}

}  // namespace eligo
