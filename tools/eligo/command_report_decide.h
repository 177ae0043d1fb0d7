#pragma once

// Decides patients for the reports: several at once, handed on in the order in which they came.

#include <functional>
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
  // time will change. All must outlive the decider.
  PatientDecider(const ReportRun& run, const ScreeningOptions& chosen, bool with_outlook,
                 Sink sink);

  void add(const DatedPatient& patient);
  // Hands on those that are still waiting. To be called behind the last patient.
  void finish();

 private:
  void decide_all();
  void decide_one(DecidedPatient& patient) const;

  const ReportRun& run_;
  const ScreeningOptions& chosen_;
  bool with_outlook_;
  Sink sink_;
  unsigned threads_;
  std::vector<DecidedPatient> waiting_;
};

}  // namespace eligo
