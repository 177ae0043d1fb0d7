#include "report/render_compact.h"

#include "report/render_csv.h"
#include "text/json.h"

namespace eligo {
namespace {

void append_ids(const std::vector<std::string_view>& ids, std::string& to) {
  to += '[';
  for (const std::string_view id : ids) {
    if (to.back() != '[') to += ',';
    append_json_string(id, to);
  }
  to += ']';
}

std::string spaced(const std::vector<std::string_view>& ids) {
  std::string all;
  for (const std::string_view id : ids) {
    if (!all.empty()) all += ' ';
    all += id;
  }
  return all;
}

}  // namespace

void append_compact_json(const CompactDecision& decision, std::string& to) {
  to += "{\"trial\":";
  append_json_string(decision.trial, to);
  to += ",\"patient\":";
  append_json_string(decision.patient, to);
  to += ",\"asOf\":\"" + date_text(decision.as_of);
  to += "\",\"verdict\":\"";
  to += name_of(decision.verdict);
  to += "\",\"fails\":";
  append_ids(decision.failing, to);
  to += ",\"open\":";
  append_ids(decision.unknown, to);
  to += "}\n";
}

std::string compact_csv_header() {
  return "trial,patient,asOf,verdict,fails,open\r\n";
}

void append_compact_csv(const CompactDecision& decision, std::string& to) {
  to += csv_cell(std::string(decision.trial)) + "," + csv_cell(std::string(decision.patient)) + ",";
  to += date_text(decision.as_of);
  to += ",";
  to += name_of(decision.verdict);
  to +=
      "," + csv_cell(spaced(decision.failing)) + "," + csv_cell(spaced(decision.unknown)) + "\r\n";
}

void append_compact_csv(const RejectedRecord& rejected, std::string& to) {
  to += "," + csv_cell(rejected.input + rejected.path) + ",,rejected,," + csv_cell(rejected.why);
  to += "\r\n";
}

}  // namespace eligo
