#pragma once

// Decides patients for the reports: beside their being read, several at once, handed on in the
// order in which they came.

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "command_report_kinds.h"
#include "decide/decide.h"
#include "patient_stream.h"

namespace eligo {

struct DecidedPatient {
  DatedPatient patient;
  ScreeningOptions screening;
  std::vector<ScreenedPatient> trials;  // by position in ReportRun::programs
};

class PatientDecider {
 public:
  using Sink = std::function<void(const DecidedPatient&)>;

  // `chosen`: how patients are decided; its screening date is not used. `with_outlook`: with what
  // time will change. All must outlive the decider. `sink` is called by the thread that calls
  // `add` and `finish`, in these.
  PatientDecider(const ReportRun& run, const ScreeningOptions& chosen, bool with_outlook,
                 Sink sink);
  ~PatientDecider();
  PatientDecider(const PatientDecider&) = delete;
  PatientDecider& operator=(const PatientDecider&) = delete;

  void add(const DatedPatient& patient);
  // Hands on those that are still waiting. To be called behind the last patient.
  void finish();

 private:
  struct Waiting {
    DecidedPatient patient;
    bool is_decided = false;
  };

  void decide_one(DecidedPatient& patient) const;
  // Decides the next that nobody has taken. The lock is open while that lasts.
  void decide_next(std::unique_lock<std::mutex>& lock);
  bool has_next() const { return taken_ < waiting_.size(); }
  void help_until_stopped();
  // Hands on what is decided, until no more than so many are waiting.
  void hand_on(std::size_t most_waiting);

  const ReportRun& run_;
  const ScreeningOptions& chosen_;
  bool with_outlook_;
  Sink sink_;
  std::size_t most_waiting_;

  std::mutex mutex_;  // of all that follows
  std::condition_variable changed_;
  std::deque<Waiting> waiting_;
  std::size_t taken_ = 0;  // of those that are waiting, the first so many
  bool is_stopped_ = false;
  std::vector<std::thread> helpers_;
};

}  // namespace eligo
