#include <algorithm>

#include "report/render_audit_json.h"
#include "serve/api_json.h"
#include "serve/api_routes.h"

namespace eligo {
namespace {

Response added_response(const AddedTrials& added) {
  JsonWriter json;
  json.begin_object();
  write_strings(json, "trials", added.trials);
  write_diagnostics(json, added.diagnostics, added.notes);
  json.end_object();
  return json_response(json);
}

Response checked_response(const Result<CheckedRules>& checked) {
  const std::vector<Diagnostic>& found = checked ? checked->diagnostics : checked.diagnostics;
  JsonWriter json;
  json.begin_object().key("ok").boolean(checked && !has_error(found));
  write_diagnostics(json, found);
  json.end_object();
  return json_response(json);
}

void write_findings(JsonWriter& json, const WorkspaceTrial& trial,
                    const std::vector<AuditFinding>& findings, std::string_view criterion) {
  json.key("findings").begin_array();
  for (const AuditFinding& finding : findings) {
    if (finding.criterion != criterion) continue;
    const std::string& file = finding.is_in_rule_file ? trial.rules->name : finding.document;
    json.value(render_json(ReportedFinding{finding, file, trial.rules->name, false}));
  }
  json.end_array();
}

void write_position(JsonWriter& json, std::string_view line, std::string_view column,
                    const Position& position) {
  json.key(line).number(std::to_string(position.line));
  json.key(column).number(std::to_string(position.column));
}

void write_criterion(JsonWriter& json, const WorkspaceTrial& trial, const CriterionView& view,
                     const std::vector<AuditFinding>& findings) {
  json.begin_object().key("id").string(view.id).key("kind").string(view.kind);
  json.key("text").string(view.text).key("line").number(std::to_string(view.line));
  if (view.column > 0) json.key("column").number(std::to_string(view.column));
  json.key("status").string(view.status).key("why").string(view.why);
  json.key("rule").string(view.rule).key("ruleSpan").begin_object();
  write_position(json, "line", "column", view.begin);
  write_position(json, "endLine", "endColumn", view.end);
  json.end_object();
  write_findings(json, trial, findings, view.id);
  json.end_object();
}

void write_document(JsonWriter& json, const WorkspaceTrial& trial) {
  json.key("document");
  const std::string& name = trial.program().document;
  const auto found = trial.rules->documents.find(name);
  if (found == trial.rules->documents.end()) {
    json.null();
    return;
  }
  json.begin_object().key("name").string(name);
  json.key("text").string(found->second->text.content()).end_object();
}

void write_withheld(JsonWriter& json, const Program& program) {
  json.key("withheld").begin_array();
  for (const WithheldList& list : program.withheld) {
    json.begin_object().key("kind").string(name_of(list.kind));
    json.key("reason").string(list.reason).key("line").number(std::to_string(list.line));
    json.end_object();
  }
  json.end_array();
}

// The findings that stand with none of the criteria.
std::vector<AuditFinding> of_whole_trial(const WorkspaceTrial& trial,
                                         const std::vector<AuditFinding>& findings) {
  std::vector<AuditFinding> whole = findings;
  std::erase_if(whole, [&](const AuditFinding& finding) {
    return std::any_of(trial.criteria().begin(), trial.criteria().end(),
                       [&](const CriterionView& view) { return view.id == finding.criterion; });
  });
  for (AuditFinding& finding : whole) finding.criterion.clear();
  return whole;
}

}  // namespace

Response post_document(ApiCall& call) {
  std::optional<Response> wrong;
  const std::optional<ApiBody> body = ApiBody::parse(std::move(call.body), wrong);
  if (!body) return *wrong;
  const auto name = body->string("name", wrong);
  const auto content = body->string("content", wrong);
  if (!name || !content) return *wrong;
  std::optional<std::string> bytes = from_base64(*content);
  if (!bytes) return error_response(400, "\"content\" is not base64");
  return added_response(call.workspace.add_document(*name, *std::move(bytes)));
}

Response post_rules(ApiCall& call) {
  std::optional<Response> wrong;
  const std::optional<ApiBody> body = ApiBody::parse(std::move(call.body), wrong);
  if (!body) return *wrong;
  const auto name = body->string("name", wrong);
  auto content = body->string("content", wrong);
  if (!name || !content) return *wrong;
  return added_response(call.workspace.add_rules(*name, *std::move(content)));
}

Response get_trial(ApiCall& call) {
  const Workspace::State state = call.workspace.state();
  const WorkspaceTrial* trial = state->trial(call.id);
  if (trial == nullptr) return no_trial(call.id);
  const auto findings = call.workspace.findings(*trial);
  JsonWriter json;
  json.begin_object().key("id").string(call.id).key("title").string(trial->program().title);
  json.key("rule").string(trial->rules->text);
  json.key("ruleFile").string(trial->rules->name);
  write_document(json, *trial);
  json.key("criteria").begin_array();
  for (const CriterionView& view : trial->criteria()) {
    write_criterion(json, *trial, view, *findings);
  }
  json.end_array();
  write_withheld(json, trial->program());
  write_findings(json, *trial, of_whole_trial(*trial, *findings), "");
  write_diagnostics(json, trial->rules->diagnostics);
  json.end_object();
  return json_response(json);
}

Response post_check(ApiCall& call) {
  std::optional<Response> wrong;
  const std::optional<ApiBody> body = ApiBody::parse(std::move(call.body), wrong);
  if (!body) return *wrong;
  const auto trial = body->string("trial", wrong);
  auto rule = body->string("rule", wrong);
  if (!trial || !rule) return *wrong;
  const auto checked = call.workspace.check(*trial, *std::move(rule));
  return checked ? checked_response(*checked) : no_trial(*trial);
}

Response put_trial(ApiCall& call) {
  std::optional<Response> wrong;
  const std::optional<ApiBody> body = ApiBody::parse(std::move(call.body), wrong);
  if (!body) return *wrong;
  auto rule = body->string("rule", wrong);
  if (!rule) return *wrong;
  const auto checked = call.workspace.replace_rules(call.id, *std::move(rule));
  return checked ? checked_response(*checked) : no_trial(call.id);
}

Response delete_trial(ApiCall& call) {
  return call.workspace.remove_trial(call.id) ? get_state(call) : no_trial(call.id);
}

}  // namespace eligo
