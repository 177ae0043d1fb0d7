#include "report/render_csv.h"

#include <fmt/format.h>

#include <string_view>
#include <vector>

#include "text/unicode.h"

namespace eligo {
namespace {

std::string row(const std::vector<std::string>& cells) {
  std::vector<std::string> safe_cells;
  for (const std::string& cell : cells) safe_cells.push_back(csv_cell(cell));
  return fmt::format("{}\r\n", fmt::join(safe_cells, ","));
}

std::string listed(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) {
    if (!all.empty()) all += "; ";
    all += text;
  }
  return all;
}

std::vector<std::string> ids_with(const Decision& decision, CriterionResult result) {
  std::vector<std::string> ids;
  for (const CriterionDecision& criterion : decision.criteria) {
    if (criterion.result == result) ids.push_back(criterion.id);
  }
  return ids;
}

}  // namespace

std::string csv_cell(const std::string& text) {
  constexpr std::string_view formula_starts = "=+-@";
  std::string cell = escape_controls(text);
  if (!cell.empty() && formula_starts.find(cell.front()) != std::string_view::npos) {
    cell.insert(cell.begin(), '\'');
  }
  if (cell.find_first_of(",\"") == std::string::npos) return cell;
  std::string quoted = "\"";
  for (const char character : cell) {
    if (character == '"') quoted += '"';
    quoted += character;
  }
  return quoted + "\"";
}

std::string csv_header() {
  return row({"trial", "patient", "asOf", "verdict", "why", "failing", "unknown", "passing", "open",
              "assumptions", "warnings", "earliest", "hangsOnReadings"});
}

std::string render_csv(const Decision& decision) {
  std::vector<std::string> open;
  for (const OpenItem& item : decision.open) {
    open.push_back(fmt::format("{} {}: {}", item.criterion, name_of(item.kind), item.ask));
  }
  std::vector<std::string> warnings;
  for (const Diagnostic& warning : decision.warnings) {
    warnings.push_back(fmt::format("{}: {}", warning.json_path, warning.message));
  }
  return row({decision.trial, decision.patient, date_text(decision.as_of),
              std::string(name_of(decision.verdict)), decision.why,
              listed(ids_with(decision, CriterionResult::fail)),
              listed(ids_with(decision, CriterionResult::unknown)),
              listed(ids_with(decision, CriterionResult::pass)), listed(open),
              listed(decision.assumptions), listed(warnings),
              decision.earliest ? date_text(decision.earliest->day) : std::string(),
              listed(decision.hangs_on_readings)});
}

std::string render_csv(const RejectedRecord& rejected) {
  return row({"", fmt::format("{}{}", rejected.input, rejected.path), "", "rejected", rejected.why,
              "", "", "", "", "", "", "", ""});
}

}  // namespace eligo
