#pragma once

// A request and its answer as values, without sockets.

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace eligo {

struct HttpField {
  std::string name;
  std::string value;
};

// What stands before the body of a request.
struct RequestHead {
  std::string method;  // "GET"
  std::string target;  // as sent: "/api/decision?trial=NCT01374854"
  std::vector<HttpField> fields;

  // The values of a field, whatever the case of its name.
  std::vector<std::string_view> values(std::string_view name) const;
  // The value of a field that is there once; empty where it is not, or more than once.
  std::string_view value(std::string_view name) const;
};

struct Response {
  unsigned status = 200;
  std::string content_type = "application/json";
  std::string body;
  std::string_view lasting_body;  // in place of `body`: bytes that outlive every request
  std::vector<HttpField> fields;  // besides those that every answer has

  std::string_view content() const { return lasting_body.empty() ? body : lasting_body; }
};

// {"error": {"message", "help"}}; a `help` that is empty is left out.
Response error_response(unsigned status, std::string_view message, std::string_view help = {});

// Where work is done: a quick answer never waits for long work.
enum class Lane {
  quick,  // reads what is there
  rules,  // parses and checks rules, one after another
  slow,   // imports, reads patients, decides many
};

// A request that may go on: how much of a body it may send, and what is to be done with it.
struct Admission {
  std::size_t body_limit = 0;  // 0: it has no body
  Lane lane = Lane::quick;
  std::function<Response(std::string body)> work;
};

// What is said of a request before its body is read.
using AdmitRequest = std::function<std::variant<Response, Admission>(const RequestHead&)>;

}  // namespace eligo
