#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace eligo {

// What a request asks for: the parts of its path and its query, decoded.
struct Target {
  std::vector<std::string> path;             // "/api/trials/A%2FB": "api", "trials", "A/B"
  std::map<std::string, std::string> query;  // by name
};

// Nothing where it is no path on this server: not absolute, with "." or ".." or an empty part in
// it, with a NUL, a control character or a broken escape, not UTF-8, or with a name twice in its
// query.
std::optional<Target> parse_target(std::string_view target);

// The bytes that base64 (RFC 4648, with padding) stands for; nothing where it is none.
std::optional<std::string> from_base64(std::string_view text);

}  // namespace eligo
