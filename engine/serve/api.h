#pragma once

// The requests that the page makes, as functions from value to value: no sockets here.

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "serve/message.h"
#include "serve/override_log.h"
#include "serve/target.h"
#include "serve/workspace.h"

namespace eligo {

// A kind of report that can be asked for.
struct SessionReportKind {
  std::string kind;   // "sheet"
  std::string title;  // "Patient sheet"
  std::vector<std::string> formats;
  std::vector<std::string> needs;  // "trial", "patient"
};

// Makes reports; `query` is that of the request, its kind and format among them.
struct ReportMaker {
  std::vector<SessionReportKind> kinds;
  std::function<Response(Workspace&, const std::map<std::string, std::string>& query)> make;
};

struct ApiSettings {
  std::string version;
  std::shared_ptr<OverrideLog> log;   // null: nothing can be overruled
  std::function<std::int64_t()> now;  // seconds since 1970
  ReportMaker reports;                // without a `make`: none
};

class Api {
 public:
  // The workspace must outlive it.
  Api(Workspace& workspace, ApiSettings settings);

  // What is to be done with a request: an answer at once (404, 405, 415), or work.
  std::variant<Response, Admission> admit(const RequestHead& head) const;

  // The same and the work in one; for tests.
  Response answer(const RequestHead& head, std::string body) const;

 private:
  Workspace& workspace_;
  ApiSettings settings_;
};

}  // namespace eligo
