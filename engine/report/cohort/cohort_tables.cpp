#include <fmt/format.h>

#include "decide/number_words.h"
#include "report/cohort/cohort_steps.h"
#include "report/cohort/render_cohort.h"
#include "report/screened/comparison.h"

namespace eligo {
namespace {

TableCell count_cell(std::size_t count, SmallCounts small) {
  return small == SmallCounts::shown ? TableCell(count) : TableCell(count_text(count, small));
}

std::string joined(const std::vector<std::string>& texts) {
  return fmt::format("{}", fmt::join(texts, ", "));
}

Table counts_table(const CohortReport& report, SmallCounts small) {
  Table table;
  table.name = "Counts";
  table.columns = {{"what", 30}, {"patients", 12}};
  const std::vector<std::pair<const char*, std::size_t>> counts = {
      {"assessed", report.assessed},         {"eligible", report.eligible},
      {"ineligible", report.ineligible},     {"of these, died", report.deceased},
      {"undetermined", report.undetermined}, {"records not read", report.rejected}};
  for (const auto& [what, count] : counts) table.rows.push_back({what, count_cell(count, small)});
  return table;
}

Table criteria_table(const CohortReport& report, SmallCounts small) {
  Table table;
  table.name = "Criteria";
  table.columns = {{"trial", 16},        {"criterion", 10}, {"kind", 10},
                   {"firstFailed", 12},  {"failed", 10},    {"failedAlone", 12},
                   {"onlyObstacle", 12}, {"open", 10},      {"leftPassing", 12},
                   {"leftOpen", 10},     {"sentence", 80}};
  for (const CohortCriterion& criterion : report.criteria) {
    table.rows.push_back(
        {report.trial, criterion.id, std::string(name_of(criterion.kind)),
         count_cell(criterion.first_failed, small), count_cell(criterion.failed, small),
         count_cell(criterion.failed_alone, small), count_cell(criterion.only_obstacle, small),
         count_cell(criterion.open, small), count_cell(criterion.left_passing, small),
         count_cell(criterion.left_open, small), criterion.sentence});
  }
  return table;
}

Table open_table(const CohortReport& report, SmallCounts small) {
  Table table;
  table.name = "Open";
  table.columns = {{"trial", 16},    {"kind", 12},          {"ask", 60},         {"criteria", 20},
                   {"patients", 10}, {"inSmallestSet", 12}, {"settlesAlone", 12}};
  for (const CohortOpenItem& item : report.open) {
    table.rows.push_back({report.trial, std::string(name_of(item.kind)), item.ask,
                          joined(item.criteria), count_cell(item.patients, small),
                          count_cell(item.in_smallest_set, small),
                          count_cell(item.settles, small)});
  }
  return table;
}

Table values_table(const CohortReport& report, SmallCounts small) {
  Table table;
  table.name = "Values";
  table.columns = {{"trial", 16}, {"criterion", 10}, {"quantity", 30}, {"unit", 14},
                   {"from", 10},  {"to", 10},        {"admitted", 10}, {"keptOut", 10}};
  for (const CohortValues& values : report.values) {
    for (const ValueBar& bar : bars_of(values).bars) {
      if (bar.patients[0] + bar.patients[1] == 0) continue;
      table.rows.push_back(
          {report.trial, report.criteria[values.criterion].id, values.name, values.unit,
           bar.from ? number_text(*bar.from, {}) : "", bar.to ? number_text(*bar.to, {}) : "",
           count_cell(bar.patients[0], small), count_cell(bar.patients[1], small)});
    }
  }
  return table;
}

Table limits_table(const CohortReport& report, SmallCounts small) {
  Table table;
  table.name = "Limits";
  table.columns = {{"trial", 16}, {"criterion", 10}, {"quantity", 30},
                   {"of", 8},     {"limit", 26},     {"movedTo", 26},
                   {"by", 10},    {"unit", 14},      {"morePatients", 12}};
  for (const CohortCurve& curve : report.curves) {
    for (const CurvePoint& point : points_of(curve, small)) {
      table.rows.push_back({report.trial, report.criteria[curve.criterion].id, curve.limit.name,
                            curve.limit.of, limit_words(curve.limit, curve.limit.limit),
                            limit_words(curve.limit, moved_by(curve.limit, point.distance)),
                            number_text(point.distance, {}), curve.limit.unit,
                            count_cell(point.patients, small)});
    }
  }
  return table;
}

Table about(const CohortReport& report, SmallCounts small, const Provenance& provenance) {
  Table table;
  table.name = "About";
  table.columns = {{"what", 22}, {"", 90}};
  table.rows = {{"trial", report.trial},
                {"title", report.title},
                {"screening date", screening_days(report)},
                {"what this is", what_a_report_is},
                {"made by", "Eligo " + provenance.version},
                {"rules", provenance.rule_file},
                {"rules, SHA-256", provenance.rules_sha256},
                {"patients' files", provenance.input_files},
                {"patients, SHA-256", provenance.input_sha256}};
  if (small == SmallCounts::hidden) {
    table.rows.push_back({"small counts", "1 to 10 are shown as such, others to the nearest ten"});
  }
  for (const std::string& option : provenance.options) table.rows.push_back({"option", option});
  for (const std::string& list : report.withheld) {
    table.rows.push_back({"not in the document", list});
  }
  return table;
}

}  // namespace

std::string screening_days(const CohortReport& report) {
  if (!report.first_day || !report.last_day) return {};
  const std::string first = day_words(*report.first_day, report.disclosure);
  const std::string last = day_words(*report.last_day, report.disclosure);
  return first == last ? first : first + " to " + last;
}

std::vector<Table> tables_of(const CohortReport& report, SmallCounts small) {
  return {counts_table(report, small), criteria_table(report, small), open_table(report, small),
          values_table(report, small), limits_table(report, small)};
}

std::optional<std::string> render_xlsx(const CohortReport& report, SmallCounts small,
                                       const Provenance& provenance, std::string& why) {
  std::vector<Table> tables = tables_of(report, small);
  tables.push_back(about(report, small, provenance));
  Day made = report.last_day.value_or(Day{});
  if (report.disclosure == Disclosure::deidentified) {
    made = Day{std::chrono::year_month_day{made}.year() / std::chrono::January / 1};
  }
  return render_xlsx(tables, report.trial + " · cohort", made, why);
}

}  // namespace eligo
