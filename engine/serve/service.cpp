#include "serve/service.h"

#include <algorithm>
#include <array>
#include <utility>

namespace eligo {
namespace {

constexpr std::string_view page_policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; font-src 'self'; form-action 'none'; frame-ancestors 'none'; "
    "base-uri 'none'";
// What an answer of the API may do if a browser shows it by itself: nothing.
constexpr std::string_view answer_policy =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; "
    "frame-ancestors 'none'; base-uri 'none'; sandbox";

constexpr std::string_view not_built =
    "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>Eligo</title>\n"
    "<h1>Eligo</h1>\n<p>This program was built without its page: Node.js or npm was missing then. "
    "Install them, build again, and the page is here. The API under /api/ works as it is.</p>\n"
    "</html>\n";

std::string_view content_type_of(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 11> types = {{
      {".html", "text/html; charset=utf-8"},
      {".js", "text/javascript; charset=utf-8"},
      {".css", "text/css; charset=utf-8"},
      {".svg", "image/svg+xml; charset=utf-8"},
      {".png", "image/png"},
      {".ico", "image/x-icon"},
      {".woff2", "font/woff2"},
      {".json", "application/json"},
      {".map", "application/json"},
      {".txt", "text/plain; charset=utf-8"},
      {".webmanifest", "application/manifest+json"},
  }};
  for (const auto& [ending, type] : types) {
    if (name.ends_with(ending)) return type;
  }
  return "application/octet-stream";
}

Response with_protection(Response response, std::string_view policy, std::string_view caching) {
  for (const auto& [name, value] :
       {std::pair<std::string_view, std::string_view>{"Content-Security-Policy", policy},
        {"Cache-Control", caching},
        {"X-Content-Type-Options", "nosniff"},
        {"Referrer-Policy", "no-referrer"},
        {"Cross-Origin-Resource-Policy", "same-origin"},
        {"Cross-Origin-Opener-Policy", "same-origin"},
        {"X-Frame-Options", "DENY"}}) {
    response.fields.push_back({std::string(name), std::string(value)});
  }
  return response;
}

Response protected_answer(Response response) {
  return with_protection(std::move(response), answer_policy, "no-store");
}

bool is_for_api(std::string_view target) {
  return target == "/api" || target.starts_with("/api/") || target.starts_with("/api?");
}

}  // namespace

Service::Service(const Api& api, AccessRules access, const std::vector<EmbeddedFile>& files)
    : api_(api), access_(std::move(access)), files_(files) {}

std::variant<Response, Admission> Service::admit(const RequestHead& head) const {
  const bool for_api = is_for_api(head.target);
  if (auto refused = refusal(head, access_, for_api)) return protected_answer(*std::move(refused));
  if (!for_api) return with_protection(page_file(head), page_policy, "no-cache");
  std::variant<Response, Admission> outcome = api_.admit(head);
  if (auto* response = std::get_if<Response>(&outcome)) {
    return protected_answer(std::move(*response));
  }
  auto& admission = std::get<Admission>(outcome);
  admission.work = [work = std::move(admission.work)](std::string body) {
    return protected_answer(work(std::move(body)));
  };
  return outcome;
}

Response Service::page_file(const RequestHead& head) const {
  const std::optional<Target> target = parse_target(head.target);
  if (!target) return error_response(404, "there is no such page here");
  if (head.method != "GET" && head.method != "HEAD") {
    Response response = error_response(405, "a page can only be read");
    response.fields.push_back({"Allow", "GET, HEAD"});
    return response;
  }
  std::string name;
  for (const std::string& part : target->path) name += (name.empty() ? "" : "/") + part;
  if (name.empty()) name = "index.html";
  const auto found = std::find_if(files_.begin(), files_.end(),
                                  [&](const EmbeddedFile& file) { return file.name == name; });
  Response response;
  response.content_type = content_type_of(name);
  if (found != files_.end()) {
    response.lasting_body = found->content;
  } else if (name == "index.html") {
    response.lasting_body = not_built;
  } else {
    return error_response(404, "there is no such page here");
  }
  return response;
}

}  // namespace eligo
