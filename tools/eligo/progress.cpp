#include "progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <utility>

namespace eligo {

Progress::Progress(bool wanted, std::string what, std::size_t total)
    : shown_(wanted && ::isatty(STDERR_FILENO) != 0),
      with_results_(::isatty(STDOUT_FILENO) != 0),
      what_(std::move(what)),
      total_(total),
      begun_(Clock::now()),
      last_(begun_) {}

Progress::~Progress() {
  clear();
}

void Progress::step() {
  ++done_;
  if (!shown_) return;
  constexpr auto pause = std::chrono::milliseconds(100);
  const Clock::time_point now = Clock::now();
  if (now - last_ < pause && done_ < total_) return;
  last_ = now;
  show(now);
}

void Progress::show(Clock::time_point now) {
  const double seconds = std::chrono::duration<double>(now - begun_).count();
  const double rate = seconds > 0 ? static_cast<double>(done_) / seconds : 0;
  const std::string line = fmt::format("\r{} of {} {}, {:.0f}/s\x1b[K", done_, total_, what_, rate);
  std::fwrite(line.data(), 1, line.size(), stderr);
  on_line_ = true;
}

void Progress::clear() {
  if (!on_line_) return;
  std::fputs("\r\x1b[K", stderr);
  on_line_ = false;
}

void Progress::clear_for_result() {
  if (with_results_) clear();
}

}  // namespace eligo
