#include "report/render_audit_json.h"

#include "report/json_writer.h"

namespace eligo {

std::string render_json(const ReportedFinding& reported) {
  const AuditFinding& finding = reported.finding;
  JsonWriter json;
  json.begin_object();
  json.key("code").string(slug_of(finding.code));
  json.key("severity").string(name_of(severity_of(finding.code)));
  json.key("trial").string(finding.trial);
  json.key("criterion").string(finding.criterion);
  json.key("message").string(finding.message);
  json.key("document").string(finding.document);
  json.key("path").string(reported.file);
  json.key("line").number(std::to_string(finding.line));
  json.key("column").number(std::to_string(finding.column));
  json.key("length").number(std::to_string(finding.length));
  json.key("suggestion").string(finding.suggestion);
  json.key("witness");
  finding.witness.empty() ? json.null() : json.value(finding.witness);
  json.member("acceptedBecause", finding.accepted_because);
  json.end_object();
  return json.text();
}

}  // namespace eligo
