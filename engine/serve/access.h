#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "serve/message.h"

namespace eligo {

struct AccessRules {
  std::uint16_t port = 0;
  std::string token;
};

// Why a request is refused: it was sent to another host (a name that an attacker points at this
// machine), or by a page of another origin. For /api also: without the token. Nothing where it may
// go on.
std::optional<Response> refusal(const RequestHead& head, const AccessRules& rules,
                                bool needs_token);

// Whether two texts are the same, in a time that does not tell where they differ.
bool same_secret(std::string_view a, std::string_view b);

// 128 random bits in hexadecimal; nothing where the system has none to give.
std::optional<std::string> random_token();

}  // namespace eligo
