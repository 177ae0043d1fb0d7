#include <algorithm>
#include <set>

#include "report/render_json.h"
#include "serve/api_json.h"
#include "serve/api_routes.h"
#include "text/unicode.h"

namespace eligo {
namespace {

std::string cell_of(const WorkspaceDecision& decided) {
  const Decision& decision = decided.decision;
  std::vector<std::string> fails;
  for (const CriterionDecision& criterion : decision.criteria) {
    if (criterion.result == CriterionResult::fail) fails.push_back(criterion.id);
  }
  std::vector<std::string> open;
  std::set<std::string> seen;
  for (const OpenItem& item : decision.open) {
    if (seen.insert(item.criterion).second) open.push_back(item.criterion);
  }
  JsonWriter json;
  json.begin_object().key("verdict").string(name_of(decision.verdict));
  write_strings(json, "fails", fails);
  write_strings(json, "open", open);
  json.key("openItems").number(std::to_string(decision.open.size()));
  json.key("nearMisses").number(std::to_string(decided.near.size())).end_object();
  return json.text();
}

// The decision's object with more members: what is near, what was overruled, what was found.
Response decision_response(const ApiCall& call, const WorkspaceDecision& decided,
                           bool with_reasoning, const std::vector<Diagnostic>* diagnostics) {
  JsonWriter more;
  more.begin_object();
  write_strings(more, "near", decided.near);
  more.key("overrides").begin_array();
  if (call.settings.log != nullptr) {
    for (const Override& one :
         call.settings.log->about(decided.decision.trial, decided.decision.patient)) {
      more.value(render_json(one));
    }
  }
  more.end_array();
  if (diagnostics != nullptr) write_diagnostics(more, *diagnostics);
  more.end_object();
  std::string object = render_json(decided.decision, with_reasoning);
  object.back() = ',';
  Response response;
  response.body = object + more.text().substr(1);
  return response;
}

Response diagnostics_response(const std::vector<Diagnostic>& diagnostics) {
  JsonWriter json;
  json.begin_object();
  write_diagnostics(json, diagnostics);
  json.end_object();
  return json_response(json);
}

std::string query_value(const ApiCall& call, const std::string& name) {
  const auto found = call.query.find(name);
  return found == call.query.end() ? std::string() : found->second;
}

Diagnostic diagnostic_of(const RejectedRecord& rejected) {
  Diagnostic diagnostic =
      make_diagnostic(DiagnosticCode::rejected_record, rejected.input, rejected.why);
  diagnostic.json_path = rejected.path;
  return diagnostic;
}

// Whether a text is one that a log can take: some words, not too many, valid and without control
// characters that would act on a terminal.
bool is_sound(const std::string& text, std::size_t most) {
  const bool has_words = std::any_of(text.begin(), text.end(),
                                     [](char c) { return static_cast<unsigned char>(c) > 0x20U; });
  const bool has_control = std::any_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20U && c != '\n' && c != '\t';
  });
  return has_words && !has_control && text.size() <= most;
}

}  // namespace

Response get_matrix(ApiCall& call) {
  const Workspace::State state = call.workspace.state();
  std::vector<WorkspacePatientPointer> patients = state->patients;
  std::erase_if(patients, [&](const WorkspacePatientPointer& patient) {
    return call.workspace.reason_to_reject(*state, *patient).has_value();
  });
  JsonWriter json;
  json.begin_object().key("trials").begin_array();
  for (const auto& [id, trial] : state->trials) json.string(id);
  json.end_array().key("patients").begin_array();
  for (const auto& patient : patients) json.string(patient->read.patient.id);
  json.end_array().key("cells").begin_array();
  for (const auto& patient : patients) {
    if (call.workspace.is_stopped()) return error_response(503, "the server ends");
    json.begin_array();
    for (const auto& [id, trial] : state->trials) {
      json.value(call.workspace.cell(*state, trial, *patient, cell_of));
    }
    json.end_array();
  }
  json.end_array().end_object();
  return json_response(json);
}

Response get_decision(ApiCall& call) {
  const Workspace::State state = call.workspace.state();
  const std::string trial_id = query_value(call, "trial");
  const std::string patient_id = query_value(call, "patient");
  const WorkspaceTrial* trial = state->trial(trial_id);
  if (trial == nullptr) return no_trial(trial_id);
  const WorkspacePatientPointer patient = state->patient(patient_id);
  if (patient == nullptr) return no_patient(patient_id);
  if (const auto rejected = call.workspace.reason_to_reject(*state, *patient)) {
    return error_response(409, rejected->why, "change the screening date or the record");
  }
  const std::string reasoning = query_value(call, "reasoning");
  return decision_response(call, call.workspace.decide(*state, trial->program(), patient->read),
                           !reasoning.empty() && reasoning != "0", nullptr);
}

Response post_try(ApiCall& call) {
  std::optional<Response> wrong;
  const std::optional<ApiBody> body = ApiBody::parse(std::move(call.body), wrong);
  if (!body) return *wrong;
  const auto trial_id = body->string("trial", wrong);
  const auto patient_id = body->string("patient", wrong);
  if (!trial_id || !patient_id) return *wrong;
  const Workspace::State state = call.workspace.state();
  const WorkspaceTrial* trial = state->trial(*trial_id);
  if (trial == nullptr) return no_trial(*trial_id);
  const WorkspacePatientPointer kept = state->patient(*patient_id);
  if (kept == nullptr) return no_patient(*patient_id);

  WorkspacePatient patient{kept->read, kept->input, {}, 0};
  if (const JsonValue* record = body->member("record")) {
    PatientOrRejection read = call.workspace.read_record(body->text_of(*record));
    if (const auto* rejected = std::get_if<RejectedRecord>(&read)) {
      return diagnostics_response({diagnostic_of(*rejected)});
    }
    patient.read = std::move(std::get<ReadPatient>(read));
  }
  if (const auto rejected = call.workspace.reason_to_reject(*state, patient)) {
    return diagnostics_response({diagnostic_of(*rejected)});
  }
  if (body->member("rule") == nullptr) {
    const std::vector<Diagnostic> nothing;
    return decision_response(call, call.workspace.decide(*state, trial->program(), patient.read),
                             true, &nothing);
  }
  auto rule = body->string("rule", wrong);
  if (!rule) return *wrong;
  const auto checked = call.workspace.check(*trial_id, *std::move(rule));
  if (!checked) return no_trial(*trial_id);
  if (!*checked) return diagnostics_response(checked->diagnostics);
  const std::vector<Program>& programs = (*checked)->programs;
  const auto program = std::find_if(programs.begin(), programs.end(),
                                    [&](const Program& one) { return one.trial == *trial_id; });
  return decision_response(call, call.workspace.decide(*state, *program, patient.read), true,
                           &(*checked)->diagnostics);
}

Response get_report(ApiCall& call) {
  if (!call.settings.reports.make) {
    return error_response(501, "this version makes no reports here", "use eligo report");
  }
  return call.settings.reports.make(call.workspace, call.query);
}

Response post_override(ApiCall& call) {
  constexpr std::size_t longest_name = 200;
  constexpr std::size_t longest_reason = 4000;
  std::optional<Response> wrong;
  const std::optional<ApiBody> body = ApiBody::parse(std::move(call.body), wrong);
  if (!body) return *wrong;
  Override one;
  for (const auto& [name, member] :
       {std::pair{"trial", &one.trial}, std::pair{"patient", &one.patient},
        std::pair{"criterion", &one.criterion}, std::pair{"result", &one.result},
        std::pair{"name", &one.name}, std::pair{"reason", &one.reason}}) {
    auto text = body->string(name, wrong);
    if (!text) return *wrong;
    *member = *std::move(text);
  }
  if (one.result != "pass" && one.result != "fail") {
    return error_response(400, "\"result\" is neither \"pass\" nor \"fail\"");
  }
  if (!is_sound(one.name, longest_name) || !is_sound(one.reason, longest_reason)) {
    return error_response(400, "an override needs the name of a person and a reason",
                          "a name of at most 200 and a reason of at most 4000 characters");
  }
  if (call.settings.log == nullptr) {
    return error_response(409, "nothing can be overruled: this session keeps no log",
                          "start it with eligo serve --log overrides.ndjson");
  }
  const Workspace::State state = call.workspace.state();
  const WorkspaceTrial* trial = state->trial(one.trial);
  if (trial == nullptr) return no_trial(one.trial);
  const WorkspacePatientPointer patient = state->patient(one.patient);
  if (patient == nullptr || call.workspace.reason_to_reject(*state, *patient)) {
    return no_patient(one.patient);
  }
  const Decision decision = call.workspace.decide(*state, trial->program(), patient->read).decision;
  const auto criterion =
      std::find_if(decision.criteria.begin(), decision.criteria.end(),
                   [&](const CriterionDecision& each) { return each.id == one.criterion; });
  if (criterion == decision.criteria.end()) {
    return error_response(404, "the trial has no criterion \"" + one.criterion + "\"");
  }
  one.machine = name_of(criterion->result);
  one.as_of = date_text(decision.as_of);
  one.rules = trial->rules->sha256;
  const Result<Override> written = call.settings.log->append(std::move(one), call.settings.now());
  if (!written) {
    return error_response(500, written.diagnostics.front().message,
                          written.diagnostics.front().help);
  }
  JsonWriter json;
  json.begin_object().key("override").value(render_json(*written)).end_object();
  return json_response(json);
}

}  // namespace eligo
