#include <memory>
#include <sstream>

#include "document/safe_file_name.h"
#include "patient/compressed_input.h"
#include "serve/api_json.h"
#include "serve/api_routes.h"

namespace eligo {

Response post_patients(ApiCall& call) {
  std::optional<Response> wrong;
  const std::optional<ApiBody> body = ApiBody::parse(std::move(call.body), wrong);
  if (!body) return *wrong;
  const auto name = body->string("name", wrong);
  const auto content = body->string("content", wrong);
  if (!name || !content) return *wrong;
  const std::optional<std::string> bytes = from_base64(*content);
  if (!bytes) return error_response(400, "\"content\" is not base64");
  const std::string file = safe_file_name(*name, "");
  std::vector<Diagnostic> damage;
  const OpenFile open = [&](const std::string& asked) -> std::unique_ptr<std::istream> {
    if (asked != file) return nullptr;
    return inflated(std::make_unique<std::istringstream>(*bytes), [&](const std::string& problem) {
      damage.assign({make_diagnostic(DiagnosticCode::unreadable_file, file, problem,
                                     "make or copy the file again")});
    });
  };
  AddedPatients added = call.workspace.add_patients({file}, open);
  damage.insert(damage.end(), added.diagnostics.begin(), added.diagnostics.end());
  JsonWriter json;
  json.begin_object();
  write_strings(json, "added", added.added);
  write_rejected(json, added.rejected);
  json.key("warnings").begin_array();
  for (const Diagnostic& warning : damage) write_diagnostic(json, warning);
  json.end_array().end_object();
  return json_response(json);
}

Response get_patient(ApiCall& call) {
  const WorkspacePatientPointer patient = call.workspace.state()->patient(call.id);
  if (patient == nullptr) return no_patient(call.id);
  JsonWriter json;
  json.begin_object().key("id").string(call.id).key("record");
  patient->record.empty() ? json.null() : json.value(patient->record);
  json.key("editable").boolean(!patient->record.empty());
  json.key("input").string(patient->input);
  json.key("warnings").begin_array();
  for (const Diagnostic& warning : patient->read.warnings) write_diagnostic(json, warning);
  json.end_array().end_object();
  return json_response(json);
}

Response put_patient(ApiCall& call) {
  std::optional<Response> wrong;
  const std::optional<ApiBody> body = ApiBody::parse(std::move(call.body), wrong);
  if (!body) return *wrong;
  const JsonValue* record = body->member("record");
  if (record == nullptr || record->as_object() == nullptr) {
    return error_response(400, "\"record\" must be there, and a patient profile");
  }
  const auto done = call.workspace.replace_patient(call.id, body->text_of(*record));
  if (!done) return no_patient(call.id);
  if (!done->why.empty()) {
    JsonWriter json;
    json.begin_object().key("error").begin_object().key("message").string(done->why);
    json.member("path", done->path).end_object().end_object();
    return json_response(json, 422);
  }
  return get_patient(call);
}

Response delete_patient(ApiCall& call) {
  return call.workspace.remove_patient(call.id) ? get_state(call) : no_patient(call.id);
}

}  // namespace eligo
