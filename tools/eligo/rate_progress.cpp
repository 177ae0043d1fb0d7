#include "rate_progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <string>

namespace eligo {

RateProgress::RateProgress(bool wanted, std::uint64_t total_bytes)
    : wanted_(wanted),
      on_terminal_(::isatty(STDERR_FILENO) != 0),
      total_bytes_(total_bytes),
      begun_(Clock::now()),
      last_(begun_) {}

RateProgress::~RateProgress() {
  clear();
}

void RateProgress::show(std::uint64_t records, std::uint64_t bytes) {
  if (!wanted_) return;
  const auto pause =
      on_terminal_ ? std::chrono::milliseconds(200) : std::chrono::milliseconds(10'000);
  const Clock::time_point now = Clock::now();
  if (now - last_ < pause) return;
  last_ = now;
  const double seconds = std::chrono::duration<double>(now - begun_).count();
  std::string line =
      fmt::format("{} records, {:.0f}/s", records, static_cast<double>(records) / seconds);
  if (total_bytes_ > 0 && bytes > 0) {
    const double done = static_cast<double>(bytes) / static_cast<double>(total_bytes_);
    line += fmt::format(", {:.0f} %, {:.0f} s left", 100 * done, seconds * (1 - done) / done);
  }
  line = on_terminal_ ? fmt::format("\r{}\x1b[K", line) : line + "\n";
  std::fwrite(line.data(), 1, line.size(), stderr);
  on_line_ = on_terminal_;
}

void RateProgress::clear() {
  if (!on_line_) return;
  std::fputs("\r\x1b[K", stderr);
  on_line_ = false;
}

}  // namespace eligo
