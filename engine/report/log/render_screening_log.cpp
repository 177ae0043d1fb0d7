#include <fmt/format.h>

#include "report/log/screening_log.h"
#include "report/page/page.h"
#include "report/page/result_words.h"
#include "report/table/table.h"

namespace eligo {
namespace {

std::string ids_of(const ScreeningLog& log, const std::vector<std::size_t>& positions,
                   std::size_t from = 0) {
  std::string ids;
  for (std::size_t i = from; i < positions.size(); ++i) {
    if (!ids.empty()) ids += ", ";
    ids += log.criteria[positions[i]].id;
  }
  return ids;
}

std::string coding_words(const ScreeningLog& log) {
  if (log.coding == LogCoding::keyed) {
    return "Patients are coded by a keyed digest of their id: whoever has the key finds the same "
           "code in every run, nobody else can tell whose it is.";
  }
  return "Patients are numbered in the order in which they were read. The list that links numbers "
         "and people is not written by Eligo; another run over other files numbers anew.";
}

std::string rejected_words(const ScreeningLog& log) {
  if (log.rejected == 0) return {};
  return fmt::format("{} record{} could not be read and {} not in this log.", log.rejected,
                     log.rejected == 1 ? "" : "s", log.rejected == 1 ? "is" : "are");
}

Fields row_fields(const ScreeningLog& log, const ScreeningLogRow& row, std::size_t number) {
  Fields fields = fields_of(words_of(row.verdict));
  fields.set("number", std::to_string(number));
  fields.set("code", row.code);
  fields.set("screened", day_words(row.as_of, log.disclosure));
  fields.set("reason", reason_words(log, row));
  fields.set("also", ids_of(log, row.failing, row.deceased ? 0 : 1));
  fields.set("open", ids_of(log, row.open));
  return fields;
}

Fields log_fields(const ScreeningLog& log, const Provenance& provenance) {
  Fields fields;
  fields.set("trial", log.trial);
  fields.set("title", optional_text(log.title));
  fields.set("coding", coding_words(log));
  const std::string rejected = rejected_words(log);
  fields.set("rejected", optional_text(rejected));
  fields.set("withheld", list_of_texts(log.withheld));
  fields.set("screened", std::to_string(log.rows.size()));
  fields.set("eligible", std::to_string(count_of(log, Verdict::eligible)));
  fields.set("ineligible", std::to_string(count_of(log, Verdict::ineligible)));
  fields.set("undetermined", std::to_string(count_of(log, Verdict::undetermined)));
  fields.set("has_rows", !log.rows.empty());
  std::size_t number = 0;
  fields.set("rows", list_of_fields(log.rows, [&](const ScreeningLogRow& row) {
               return row_fields(log, row, ++number);
             }));
  fields.set("has_criteria", !log.criteria.empty());
  fields.set("criteria", list_of_fields(log.criteria, [](const LogCriterion& criterion) {
               Fields one;
               one.set("id", criterion.id);
               one.set("sentence",
                       criterion.sentence.empty() ? "(not in the document)" : criterion.sentence);
               return one;
             }));
  // The days are in the rows; they may differ.
  fields.set("provenance", provenance_fields(provenance, "", log.disclosure));
  return fields;
}

Table table_of(const ScreeningLog& log) {
  Table table;
  table.name = "Screening log";
  table.columns = {{"no", 6},       {"trial", 16},  {"code", 18},      {"screened", 12},
                   {"outcome", 14}, {"reason", 60}, {"alsoFails", 24}, {"open", 30}};
  std::size_t number = 0;
  for (const ScreeningLogRow& row : log.rows) {
    table.rows.push_back({++number, log.trial, row.code, day_words(row.as_of, log.disclosure),
                          std::string(name_of(row.verdict)), reason_words(log, row),
                          ids_of(log, row.failing, row.deceased ? 0 : 1), ids_of(log, row.open)});
  }
  return table;
}

Table about(const ScreeningLog& log, const Provenance& provenance) {
  Table table;
  table.name = "About";
  table.columns = {{"what", 22}, {"", 90}};
  table.rows = {{"trial", log.trial},
                {"title", log.title},
                {"patients screened", log.rows.size()},
                {"eligible", count_of(log, Verdict::eligible)},
                {"ineligible", count_of(log, Verdict::ineligible)},
                {"undetermined", count_of(log, Verdict::undetermined)},
                {"records not read", log.rejected},
                {"what this is", what_a_report_is},
                {"codes", coding_words(log)},
                {"made by", "Eligo " + provenance.version},
                {"rules", provenance.rule_file},
                {"rules, SHA-256", provenance.rules_sha256},
                {"patients' files", provenance.input_files},
                {"patients, SHA-256", provenance.input_sha256}};
  for (const std::string& option : provenance.options) table.rows.push_back({"option", option});
  for (const std::string& list : log.withheld) {
    table.rows.push_back({"not in the document", list});
  }
  for (const LogCriterion& criterion : log.criteria) {
    table.rows.push_back({criterion.id, criterion.sentence});
  }
  return table;
}

}  // namespace

std::string render_html(const ScreeningLog& log, const Provenance& provenance) {
  PageHead head;
  head.title = log.trial + " · screening log";
  head.running_head = head.title;
  head.landscape = true;
  const Fields fields = log_fields(log, provenance);
  return html_page(head, fill_html("log.html.mustache", fields), *fields.get("provenance"));
}

std::string render_markdown(const ScreeningLog& log, const Provenance& provenance) {
  return markdown_page("log.md.mustache", log_fields(log, provenance));
}

std::string render_csv(const ScreeningLog& log) {
  return render_csv(table_of(log));
}

std::optional<std::string> render_xlsx(const ScreeningLog& log, const Provenance& provenance,
                                       std::string& why) {
  Day latest{};  // the only day that a log can say it was made on
  for (const ScreeningLogRow& row : log.rows) latest = std::max(latest, row.as_of);
  if (log.disclosure == Disclosure::deidentified) {
    latest = Day{std::chrono::year_month_day{latest}.year() / std::chrono::January / 1};
  }
  return render_xlsx({table_of(log), about(log, provenance)}, log.trial + " · screening log",
                     latest, why);
}

}  // namespace eligo
