#pragma once

#include <chrono>
#include <cstdint>

namespace eligo {

// How far a long run is: records, their rate and the time left. On a terminal one line of standard
// error that is written over; else a line every ten seconds.
class RateProgress {
 public:
  // `total_bytes` of input are to be read; 0 where that is not known.
  RateProgress(bool wanted, std::uint64_t total_bytes);
  ~RateProgress();
  RateProgress(const RateProgress&) = delete;
  RateProgress& operator=(const RateProgress&) = delete;

  // So much is done in all.
  void show(std::uint64_t records, std::uint64_t bytes);
  // Takes the line away before a message is written.
  void clear();

 private:
  using Clock = std::chrono::steady_clock;

  bool wanted_ = false;
  bool on_terminal_ = false;
  bool on_line_ = false;
  std::uint64_t total_bytes_ = 0;
  Clock::time_point begun_;
  Clock::time_point last_;
};

}  // namespace eligo
