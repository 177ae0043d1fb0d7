#pragma once

// One line of a log of overrides. Private to this stage.

#include <cstddef>
#include <optional>
#include <string>

#include "serve/override_log.h"

namespace eligo {

inline constexpr std::size_t longest_override_line = std::size_t{64} << 10U;

// What stands as the hash of the line before the first: 64 zeros.
std::string hash_before_the_first();

// Half a line that a crash left.
struct TornLine {
  std::size_t bytes = 0;
  std::string sha256;
};

// The line about an override; sets its hash.
std::string override_line_about(Override& one, const std::string& previous);
// The line that accounts for half a line before it.
std::string override_line_about(const TornLine& torn, std::uint64_t sequence,
                                const std::string& time, const std::string& previous);

struct OverrideLine {
  Override entry;                // of a line about half a line: its sequence and time
  std::optional<TornLine> torn;  // the line accounts for half a line
  std::string previous;
  std::string fault;  // why it is no line of a log, or not as it was written; else empty
};
OverrideLine read_override_line(const std::string& line);

}  // namespace eligo
