#include "command_report_decide.h"

#include <algorithm>
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
    : run_(run), chosen_(chosen), with_outlook_(with_outlook), sink_(std::move(sink)) {
  const unsigned threads = std::clamp(std::thread::hardware_concurrency(), 1U, most_threads);
  most_waiting_ = waiting_a_thread * threads;
  for (unsigned i = 1; i < threads; ++i) helpers_.emplace_back([this] { help_until_stopped(); });
}

PatientDecider::~PatientDecider() {
  {
    const std::lock_guard lock(mutex_);
    is_stopped_ = true;
  }
  changed_.notify_all();
  for (std::thread& helper : helpers_) helper.join();
}

void PatientDecider::add(const DatedPatient& patient) {
  {
    const std::lock_guard lock(mutex_);
    Waiting& added = waiting_.emplace_back(Waiting{{patient, chosen_, {}}});
    added.patient.screening.as_of = patient.as_of;
  }
  changed_.notify_all();
  hand_on(most_waiting_);
}

void PatientDecider::finish() {
  hand_on(0);
}

void PatientDecider::hand_on(std::size_t most_waiting) {
  std::unique_lock lock(mutex_);
  while (!waiting_.empty()) {
    if (waiting_.front().is_decided) {
      const DecidedPatient& patient = waiting_.front().patient;
      lock.unlock();
      sink_(patient);
      lock.lock();
      waiting_.pop_front();
      --taken_;
      continue;
    }
    if (waiting_.size() <= most_waiting) return;
    if (has_next()) {
      decide_next(lock);
    } else {
      changed_.wait(lock);
    }
  }
}

void PatientDecider::help_until_stopped() {
  std::unique_lock lock(mutex_);
  while (!is_stopped_) {
    if (has_next()) {
      decide_next(lock);
    } else {
      changed_.wait(lock);
    }
  }
}

void PatientDecider::decide_next(std::unique_lock<std::mutex>& lock) {
  // Others are put behind it and taken from before it; that leaves it where it is.
  Waiting& next = waiting_[taken_++];
  lock.unlock();
  decide_one(next.patient);
  lock.lock();
  next.is_decided = true;
  changed_.notify_all();
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
