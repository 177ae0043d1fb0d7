#include "command_report_decide.h"

#include <algorithm>
#include <atomic>
#include <thread>
#include <utility>

#include "decide/outlook.h"

namespace eligo {
namespace {

// Enough to keep the threads busy, few enough to bound what is kept in memory.
constexpr std::size_t waiting_a_thread = 32;
constexpr unsigned most_threads = 16;

}  // namespace

PatientDecider::PatientDecider(const ReportRun& run, const ScreeningOptions& chosen,
                               bool with_outlook, Sink sink)
    : run_(run),
      chosen_(chosen),
      with_outlook_(with_outlook),
      sink_(std::move(sink)),
      threads_(std::clamp(std::thread::hardware_concurrency(), 1U, most_threads)) {}

void PatientDecider::add(const DatedPatient& patient) {
  waiting_.push_back({patient, chosen_, {}});
  waiting_.back().screening.as_of = patient.as_of;
  if (waiting_.size() >= waiting_a_thread * threads_) finish();
}

void PatientDecider::finish() {
  decide_all();
  for (const DecidedPatient& patient : waiting_) sink_(patient);
  waiting_.clear();
}

void PatientDecider::decide_all() {
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (std::size_t i = next++; i < waiting_.size(); i = next++) decide_one(waiting_[i]);
  };
  std::vector<std::thread> others;
  for (unsigned i = 1; i < threads_ && i < waiting_.size(); ++i) others.emplace_back(work);
  work();
  for (std::thread& other : others) other.join();
}

void PatientDecider::decide_one(DecidedPatient& patient) const {
  const ReadPatient& read = patient.patient.read;
  for (const Program* program : run_.programs) {
    Decision decision = decide(*program, read, run_.vocabulary, patient.screening);
    if (with_outlook_) add_outlook(*program, read, run_.vocabulary, patient.screening, decision);
    patient.trials.push_back(
        screened_patient(*program, run_.vocabulary, read.patient, std::move(decision)));
  }
}

}  // namespace eligo
