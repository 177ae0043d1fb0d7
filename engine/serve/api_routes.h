#pragma once

// One function a request. Private to this stage.

#include <map>
#include <string>

#include "serve/api.h"

namespace eligo {

// What a request is answered from.
struct ApiCall {
  Workspace& workspace;
  const ApiSettings& settings;
  std::string id;  // the part of the path that names a trial or a patient
  std::map<std::string, std::string> query;
  std::string body;
};

Response get_state(ApiCall& call);
Response put_options(ApiCall& call);

Response post_document(ApiCall& call);
Response post_rules(ApiCall& call);
Response get_trial(ApiCall& call);
Response post_check(ApiCall& call);
Response put_trial(ApiCall& call);
Response delete_trial(ApiCall& call);

Response post_patients(ApiCall& call);
Response get_patient(ApiCall& call);
Response put_patient(ApiCall& call);
Response delete_patient(ApiCall& call);

Response get_matrix(ApiCall& call);
Response get_decision(ApiCall& call);
Response post_try(ApiCall& call);
Response get_report(ApiCall& call);
Response post_override(ApiCall& call);

// {"error": …} with 404.
Response no_trial(std::string_view id);
Response no_patient(std::string_view id);

}  // namespace eligo
