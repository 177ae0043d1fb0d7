#include "serve/access.h"

#include <fmt/format.h>
#include <nettle/memops.h>
#include <sys/random.h>

#include <array>

namespace eligo {

bool same_secret(std::string_view a, std::string_view b) {
  return a.size() == b.size() && memeql_sec(a.data(), b.data(), a.size()) != 0;
}

std::optional<std::string> random_token() {
  std::array<unsigned char, 16> bytes{};
  const ssize_t given = ::getrandom(bytes.data(), bytes.size(), 0);
  if (given != static_cast<ssize_t>(bytes.size())) return std::nullopt;
  std::string token;
  for (const unsigned char byte : bytes) token += fmt::format("{:02x}", byte);
  return token;
}

std::optional<Response> refusal(const RequestHead& head, const AccessRules& rules,
                                bool needs_token) {
  const std::string_view host = head.value("Host");
  const bool is_own_host = host == fmt::format("127.0.0.1:{}", rules.port) ||
                           host == fmt::format("localhost:{}", rules.port);
  if (!is_own_host) {
    return error_response(403, "this server answers to no such host",
                          "open the address that eligo serve printed");
  }
  const auto origins = head.values("Origin");
  if (!origins.empty() && head.value("Origin") != fmt::format("http://{}", host)) {
    return error_response(403, "a page of another origin may not use this server",
                          "open the address that eligo serve printed");
  }
  if (!needs_token) return std::nullopt;
  const std::string_view site = head.value("Sec-Fetch-Site");
  if (!site.empty() && site != "same-origin" && site != "none") {
    return error_response(403, "a page of another site may not use this server",
                          "open the address that eligo serve printed");
  }
  if (!same_secret(head.value("X-Eligo-Token"), rules.token)) {
    return error_response(403, "the token is missing or not the one of this session",
                          "open the address that eligo serve printed; it holds the token");
  }
  return std::nullopt;
}

}  // namespace eligo
