#include <algorithm>

#include "quantity/calendar.h"
#include "report/page/provenance.h"
#include "serve/api_json.h"
#include "serve/api_routes.h"

namespace eligo {
namespace {

std::size_t count_of(const std::vector<Diagnostic>& diagnostics, Severity severity) {
  return static_cast<std::size_t>(std::count_if(
      diagnostics.begin(), diagnostics.end(),
      [&](const Diagnostic& diagnostic) { return severity_of(diagnostic.code) == severity; }));
}

void write_finding_counts(JsonWriter& json, const std::vector<AuditFinding>* findings) {
  json.key("findings");
  if (findings == nullptr) {
    json.null();
    return;
  }
  const auto count = [&](Severity severity) {
    return std::to_string(
        std::count_if(findings->begin(), findings->end(), [&](const AuditFinding& finding) {
          return finding.accepted_because.empty() && severity_of(finding.code) == severity;
        }));
  };
  json.begin_object().key("errors").number(count(Severity::error));
  json.key("warnings").number(count(Severity::warning));
  json.key("notes").number(count(Severity::note)).end_object();
}

void write_trials(JsonWriter& json, const ApiCall& call, const WorkspaceState& state) {
  json.key("trials").begin_array();
  for (const auto& [id, trial] : state.trials) {
    const Program& program = trial.program();
    json.begin_object().key("id").string(id).key("title").string(program.title);
    json.key("document");
    program.document.empty() ? json.null() : json.string(program.document);
    json.key("criteria").number(std::to_string(program.criteria.size()));
    const std::vector<Diagnostic>& found = trial.rules->diagnostics;
    json.key("errors").number(std::to_string(count_of(found, Severity::error)));
    json.key("warnings").number(std::to_string(count_of(found, Severity::warning)));
    write_finding_counts(json, call.workspace.known_findings(trial).get());
    json.end_object();
  }
  json.end_array();
}

void write_reports(JsonWriter& json, const ReportMaker& reports) {
  json.key("reports").begin_array();
  for (const SessionReportKind& one : reports.kinds) {
    json.begin_object().key("kind").string(one.kind).key("title").string(one.title);
    write_strings(json, "formats", one.formats);
    write_strings(json, "needs", one.needs);
    json.end_object();
  }
  json.end_array();
}

}  // namespace

Response get_state(ApiCall& call) {
  const Workspace::State state = call.workspace.state();
  JsonWriter json;
  json.begin_object().key("version").string(call.settings.version);
  json.key("asOf");
  state->as_of ? json.string(date_text(*state->as_of)) : json.null();
  json.key("strict").boolean(state->strict);
  json.key("notice").string(what_a_report_is);
  json.key("log").boolean(call.settings.log != nullptr);
  write_trials(json, call, *state);
  std::vector<RejectedRecord> rejected = state->rejected;
  json.key("patients").begin_array();
  for (const WorkspacePatientPointer& patient : state->patients) {
    if (auto why = call.workspace.reason_to_reject(*state, *patient)) {
      rejected.push_back(*std::move(why));
      continue;
    }
    json.begin_object().key("id").string(patient->read.patient.id).end_object();
  }
  json.end_array();
  write_rejected(json, rejected);
  write_reports(json, call.settings.reports);
  json.end_object();
  return json_response(json);
}

Response put_options(ApiCall& call) {
  std::optional<Response> wrong;
  const std::optional<ApiBody> body = ApiBody::parse(std::move(call.body), wrong);
  if (!body) return *wrong;
  const Workspace::State state = call.workspace.state();
  std::optional<Day> as_of = state->as_of;
  bool strict = state->strict;
  if (const JsonValue* value = body->member("asOf")) {
    const std::string* text = value->as_string();
    const std::optional<PartialDate> date = text == nullptr ? std::nullopt : parse_date(*text);
    if (!value->is_null() && !(date && date->is_one_day())) {
      return error_response(400, "\"asOf\" is not a day", "write it as 2026-01-15, or null");
    }
    as_of = value->is_null() ? std::nullopt : std::optional(date->earliest);
  }
  if (const JsonValue* value = body->member("strict")) {
    if (value->as_bool() == nullptr) return error_response(400, "\"strict\" is not true or false");
    strict = *value->as_bool();
  }
  call.workspace.set_options(as_of, strict);
  return get_state(call);
}

Response no_trial(std::string_view id) {
  return error_response(404, "there is no trial \"" + std::string(id) + "\" in this session");
}

Response no_patient(std::string_view id) {
  return error_response(404, "there is no patient \"" + std::string(id) + "\" in this session");
}

}  // namespace eligo
