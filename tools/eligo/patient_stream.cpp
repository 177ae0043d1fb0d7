#include "patient_stream.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <utility>

#include "batch/screen_lines.h"
#include "fhir/patient_files.h"
#include "input_files.h"
#include "open_patients.h"

namespace eligo {
namespace {

// What comes between the reader of one input after another and what the caller does with patients.
class PatientStream {
 public:
  PatientStream(const ScreeningChoice& choice, const std::optional<Day>& chosen_day,
                const std::function<bool(const DatedPatientOrRejection&)>& sink)
      : choice_(choice), chosen_day_(chosen_day), sink_(sink) {}

  bool hand_on(PatientOrRejection record, const std::string& input) {
    if (auto* patient = std::get_if<ReadPatient>(&record)) {
      if (!is_chosen(patient->patient.id)) return true;
      if (auto rejected = reason_to_reject(patient->patient, input)) return reject(*rejected);
      return accept(std::move(*patient));
    }
    return reject(std::get<RejectedRecord>(record));
  }

  void report_missing_patients() {
    if (stopped_) return;
    for (const std::string& id : choice_.patient_ids) {
      if (read_from_.contains(id)) continue;
      all_usable_ = false;
      print({make_diagnostic(DiagnosticCode::invalid_option, "--patients",
                             fmt::format("there is no patient \"{}\" that can be used", id),
                             "check the id and the files")});
    }
  }

  void set_unusable() { all_usable_ = false; }
  bool all_usable() const { return all_usable_; }
  bool stopped() const { return stopped_; }

 private:
  bool is_chosen(const std::string& id) const {
    return choice_.patient_ids.empty() ||
           std::find(choice_.patient_ids.begin(), choice_.patient_ids.end(), id) !=
               choice_.patient_ids.end();
  }

  std::optional<RejectedRecord> reason_to_reject(const Patient& patient, const std::string& input) {
    const auto [first, is_new] = read_from_.emplace(patient.id, input);
    if (!is_new) return batch::read_before(patient.id, input, first->second);
    const Day as_of = screening_day(chosen_day_, patient);
    if (!patient.birth_date || patient.birth_date->earliest <= as_of) return std::nullopt;
    return batch::born_later(patient, input, as_of);
  }

  bool accept(ReadPatient patient) {
    for (const Diagnostic& finding : patient.warnings) {
      const bool is_error = severity_of(finding.code) == Severity::error;
      if (is_error) all_usable_ = false;
      if (is_error || !choice_.quiet) print({finding});
    }
    take_as_complete(choice_, patient.patient);
    const Day as_of = screening_day(chosen_day_, patient.patient);
    return go_on(sink_(DatedPatient{std::move(patient), as_of}));
  }

  bool reject(const RejectedRecord& rejected) {
    all_usable_ = false;
    Diagnostic diagnostic =
        make_diagnostic(DiagnosticCode::rejected_record, rejected.input, rejected.why);
    diagnostic.json_path = rejected.path;
    print({diagnostic});
    return go_on(sink_(rejected));
  }

  bool go_on(bool wanted) {
    stopped_ = !wanted;
    return wanted;
  }

  const ScreeningChoice& choice_;
  const std::optional<Day>& chosen_day_;
  const std::function<bool(const DatedPatientOrRejection&)>& sink_;
  std::map<std::string, std::string> read_from_;  // patient id -> the input it was first read from
  bool all_usable_ = true;
  bool stopped_ = false;
};

}  // namespace

bool for_each_patient(const ScreeningChoice& choice, const std::optional<Day>& chosen_day,
                      const Vocabulary& vocabulary,
                      const std::function<bool(const DatedPatientOrRejection&)>& sink) {
  const Result<std::vector<std::string>> files =
      input_files(choice.patients, patient_file_endings());
  print(files.diagnostics);
  PatientStream patients(choice, chosen_day, sink);
  if (!files.diagnostics.empty()) patients.set_unusable();
  const std::vector<Diagnostic> found = read_patient_files(
      *files, open_patients, vocabulary, [&](PatientOrRejection record, const std::string& input) {
        return patients.hand_on(std::move(record), input);
      });
  for (const Diagnostic& finding : found) {
    if (!choice.quiet || severity_of(finding.code) == Severity::error) print({finding});
  }
  if (has_error(found)) patients.set_unusable();
  patients.report_missing_patients();
  return patients.all_usable();
}

}  // namespace eligo
