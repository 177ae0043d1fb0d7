#include "serve/message.h"

#include <algorithm>

#include "report/json_writer.h"

namespace eligo {
namespace {

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool same_name(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return lower(x) == lower(y); });
}

}  // namespace

std::vector<std::string_view> RequestHead::values(std::string_view name) const {
  std::vector<std::string_view> found;
  for (const HttpField& field : fields) {
    if (same_name(field.name, name)) found.push_back(field.value);
  }
  return found;
}

std::string_view RequestHead::value(std::string_view name) const {
  const std::vector<std::string_view> found = values(name);
  return found.size() == 1 ? found.front() : std::string_view();
}

Response error_response(unsigned status, std::string_view message, std::string_view help) {
  JsonWriter json;
  json.begin_object().key("error").begin_object();
  json.key("message").string(message);
  json.member("help", help).end_object().end_object();
  Response response;
  response.status = status;
  response.body = json.text();
  return response;
}

}  // namespace eligo
