#pragma once

#include <chrono>
#include <cstddef>
#include <string>

namespace eligo {

// How far a long run is, on one line of standard error that is written over and goes away in the
// end. Shown only on a terminal.
class Progress {
 public:
  // `what` is counted, in the plural; `total` of them are to be done.
  Progress(bool wanted, std::string what, std::size_t total);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // One more is done.
  void step();
  // Takes the line away before a message is written.
  void clear();
  // The same before a result, where results go to the terminal too.
  void clear_for_result();

 private:
  using Clock = std::chrono::steady_clock;

  void show(Clock::time_point now);

  bool shown_ = false;         // whether it is wanted, and there is a terminal
  bool with_results_ = false;  // standard output is one too
  std::string what_;
  std::size_t total_ = 0;
  std::size_t done_ = 0;
  bool on_line_ = false;
  Clock::time_point begun_;
  Clock::time_point last_;
};

}  // namespace eligo
