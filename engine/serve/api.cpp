#include "serve/api.h"

#include <algorithm>
#include <array>
#include <utility>

#include "serve/api_routes.h"

namespace eligo {
namespace {

constexpr std::size_t upload_limit = std::size_t{32} << 20U;
constexpr std::size_t text_limit = std::size_t{8} << 20U;
constexpr std::size_t words_limit = std::size_t{64} << 10U;

struct Route {
  std::string_view method;
  std::string_view name;  // behind /api/
  bool has_id = false;    // and an id behind that
  std::size_t body_limit = 0;
  Lane lane{};
  Response (*work)(ApiCall&) = nullptr;
};

constexpr std::array routes = {
    Route{"GET", "state", false, 0, Lane::quick, get_state},
    Route{"PUT", "options", false, words_limit, Lane::quick, put_options},
    Route{"POST", "documents", false, upload_limit, Lane::slow, post_document},
    Route{"POST", "rules", false, upload_limit, Lane::rules, post_rules},
    Route{"GET", "trials", true, 0, Lane::slow, get_trial},
    Route{"PUT", "trials", true, text_limit, Lane::rules, put_trial},
    Route{"DELETE", "trials", true, 0, Lane::quick, delete_trial},
    Route{"POST", "check", false, text_limit, Lane::rules, post_check},
    Route{"POST", "patients", false, upload_limit, Lane::slow, post_patients},
    Route{"GET", "patients", true, 0, Lane::quick, get_patient},
    Route{"PUT", "patients", true, upload_limit, Lane::rules, put_patient},
    Route{"DELETE", "patients", true, 0, Lane::quick, delete_patient},
    Route{"GET", "matrix", false, 0, Lane::slow, get_matrix},
    Route{"GET", "decision", false, 0, Lane::quick, get_decision},
    Route{"POST", "try", false, upload_limit, Lane::rules, post_try},
    Route{"GET", "report", false, 0, Lane::slow, get_report},
    Route{"POST", "overrides", false, words_limit, Lane::quick, post_override},
};

bool is_json(std::string_view content_type) {
  constexpr std::string_view json = "application/json";
  if (!content_type.starts_with(json)) return false;
  const std::string_view rest = content_type.substr(json.size());
  return rest.empty() || rest.front() == ';' || rest.front() == ' ';
}

// The route, or why there is none.
std::variant<Response, const Route*> route_of(std::string_view method, const Target& target) {
  std::string allowed;
  for (const Route& route : routes) {
    const std::size_t parts = route.has_id ? 3 : 2;
    if (target.path.size() != parts || target.path[1] != route.name) continue;
    if (route.method == method) return &route;
    allowed += (allowed.empty() ? "" : ", ") + std::string(route.method);
  }
  if (allowed.empty()) return error_response(404, "there is no such thing here");
  Response response = error_response(405, "this address takes only " + allowed);
  response.fields.push_back({"Allow", allowed});
  return response;
}

}  // namespace

Api::Api(Workspace& workspace, ApiSettings settings)
    : workspace_(workspace), settings_(std::move(settings)) {}

std::variant<Response, Admission> Api::admit(const RequestHead& head) const {
  std::optional<Target> target = parse_target(head.target);
  if (!target || target->path.empty() || target->path.front() != "api") {
    return error_response(404, "there is no such thing here");
  }
  const std::variant<Response, const Route*> found = route_of(head.method, *target);
  if (const auto* response = std::get_if<Response>(&found)) return *response;
  const Route& route = *std::get<const Route*>(found);
  if (route.body_limit > 0 && !is_json(head.value("Content-Type"))) {
    return error_response(415, "the request's body must be JSON",
                          "send it with Content-Type: application/json");
  }
  Admission admission;
  admission.body_limit = route.body_limit;
  admission.lane = route.lane;
  admission.work = [this, work = route.work, target = *std::move(target)](std::string body) {
    ApiCall call{workspace_, settings_, target.path.size() > 2 ? target.path[2] : "", target.query,
                 std::move(body)};
    return work(call);
  };
  return admission;
}

Response Api::answer(const RequestHead& head, std::string body) const {
  std::variant<Response, Admission> outcome = admit(head);
  if (auto* response = std::get_if<Response>(&outcome)) return std::move(*response);
  const auto& admission = std::get<Admission>(outcome);
  if (body.size() > admission.body_limit) {
    return error_response(413, "the request's body is too long");
  }
  return admission.work(std::move(body));
}

}  // namespace eligo
