#pragma once

// What `eligo serve` holds in memory: documents, rules and patients, and what is decided about
// them. Every state is a value of its own: who reads one is not held up by who makes the next.

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "audit/audit.h"
#include "compile/accept_rules.h"
#include "compile/compile_sentence.h"
#include "decide/decide.h"
#include "fhir/patient_files.h"
#include "patient/read_patients.h"
#include "report/screened/screened_patient.h"
#include "serve/checked_rules.h"

namespace eligo {

// A workspace is for a coordinator's list, not for a population.
inline constexpr std::size_t most_workspace_patients = 5000;
inline constexpr std::size_t most_workspace_trials = 500;

struct WorkspaceTrial {
  std::shared_ptr<const CheckedRules> rules;
  std::size_t place = 0;     // of the trial in them
  std::uint64_t serial = 0;  // another one for each change

  const Program& program() const { return rules->programs[place]; }
  const std::vector<CriterionView>& criteria() const { return rules->criteria[place]; }
};

struct WorkspacePatient {
  ReadPatient read;
  std::string input;   // that the record was read from
  std::string record;  // the profile as it was given, JSON; empty for FHIR
  std::uint64_t serial = 0;
};

using WorkspacePatientPointer = std::shared_ptr<const WorkspacePatient>;

struct WorkspaceState {
  std::optional<Day> as_of;  // of everybody; unset: the record's own, else today
  bool strict = false;
  std::uint64_t options_serial = 0;
  std::map<std::string, WorkspaceTrial, std::less<>> trials;  // by id
  DocumentsByName documents;                                  // that were added, by name
  std::vector<WorkspacePatientPointer> patients;              // in the order in which they came
  std::vector<RejectedRecord> rejected;

  const WorkspaceTrial* trial(std::string_view id) const;
  WorkspacePatientPointer patient(std::string_view id) const;
};

struct WorkspaceSettings {
  ScreeningOptions screening;  // its screening date is not used
  std::optional<Day> as_of;
  std::function<Day()> today;
  std::function<void(Patient&)> prepare;  // done to each patient that was read; may be empty
};

struct AddedTrials {
  std::vector<std::string> trials;
  std::vector<Diagnostic> diagnostics;
  std::vector<std::string> notes;  // "trial NCT… was replaced"
};

struct AddedPatients {
  std::vector<std::string> added;
  std::vector<RejectedRecord> rejected;
  std::vector<Diagnostic> diagnostics;
};

// A decision with the numbers of it that are close to their limits.
struct WorkspaceDecision {
  Decision decision;
  std::vector<std::string> near;  // criteria, the closest first
};

class Workspace {
 public:
  // The vocabulary must outlive the workspace.
  Workspace(const Vocabulary& vocabulary, WorkspaceSettings settings);

  using State = std::shared_ptr<const WorkspaceState>;
  State state() const;
  const Vocabulary& vocabulary() const { return vocabulary_; }

  void set_options(std::optional<Day> as_of, bool strict);

  // Imports a registry document. Its trials replace those of the same ids.
  AddedTrials add_document(const std::string& name, std::string bytes);
  // Adds a rule file. The documents that it names are found by `find`, else among those added.
  AddedTrials add_rules(const std::string& name, std::string text, const FindDocument& find = {});
  // A changed rule file of a trial, checked and not kept. Errors also where it is no longer about
  // the trial. Nothing where there is no such trial.
  std::optional<Result<CheckedRules>> check(std::string_view trial, std::string text);
  // The same, kept where it has no errors, examples included.
  std::optional<Result<CheckedRules>> replace_rules(std::string_view trial, std::string text);
  bool remove_trial(std::string_view id);

  // Reads patients, profiles or FHIR, as `eligo screen` does.
  AddedPatients add_patients(const std::vector<std::string>& files, const OpenFile& open);
  // A profile that is read and not kept.
  PatientOrRejection read_record(const std::string& record) const;
  // Puts a profile in the place of the patient's record. Nothing where there is no such patient,
  // else why it cannot be; an empty reason where it was done.
  std::optional<RejectedRecord> replace_patient(std::string_view id, std::string record);
  bool remove_patient(std::string_view id);

  // The day on which a patient is screened.
  Day screening_day(const WorkspaceState& state, const Patient& patient) const;
  // Why a patient is not screened: born after the screening date.
  std::optional<RejectedRecord> reason_to_reject(const WorkspaceState& state,
                                                 const WorkspacePatient& patient) const;
  WorkspaceDecision decide(const WorkspaceState& state, const Program& program,
                           const ReadPatient& patient) const;
  // The same for a report, with what time alone will do.
  ScreenedPatient screened(const WorkspaceState& state, const Program& program,
                           const ReadPatient& patient) const;

  // A text made of each decision, kept until trial, patient or options change. `render` makes it.
  using RenderCell = std::function<std::string(const WorkspaceDecision&)>;
  std::string cell(const WorkspaceState& state, const WorkspaceTrial& trial,
                   const WorkspacePatient& patient, const RenderCell& render);

  // What the audit finds about a trial; worked out once, which can take seconds.
  std::shared_ptr<const std::vector<AuditFinding>> findings(const WorkspaceTrial& trial);
  // The same where it was worked out already; else null.
  std::shared_ptr<const std::vector<AuditFinding>> known_findings(
      const WorkspaceTrial& trial) const;

  // Long work that is under way ends early.
  void stop() { stopped_ = true; }
  bool is_stopped() const { return stopped_; }

 private:
  using Change = std::function<void(WorkspaceState&)>;
  void change(const Change& change);
  void keep(std::shared_ptr<const CheckedRules> rules, const std::vector<std::string>& instead_of,
            AddedTrials& added);
  Result<CheckedRules> check_text(const std::string& name, std::string text,
                                  const FindDocument& find);
  AddedTrials import(const Document& document, const std::string& name);
  ScreeningOptions options_for(const WorkspaceState& state, const Patient& patient) const;
  WorkspaceDecision with_near(ScreenedPatient screened) const;
  void add_record_texts(const std::vector<std::string>& files, const OpenFile& open,
                        std::vector<std::shared_ptr<WorkspacePatient>>& patients) const;

  const Vocabulary& vocabulary_;
  WorkspaceSettings settings_;
  std::atomic<bool> stopped_{false};
  std::atomic<std::uint64_t> serial_{0};

  mutable std::mutex state_mutex_;  // only to exchange the pointer
  State state_;
  std::mutex change_mutex_;  // one change after another

  // The parsers and what they have warmed serve one thread at a time.
  std::mutex rules_mutex_;
  std::mutex sentences_mutex_;
  std::unique_ptr<SentenceCompiler> compiler_;
  std::unique_ptr<RuleAcceptance> acceptance_;
  std::unique_ptr<Auditor> auditor_;

  mutable std::mutex kept_mutex_;
  std::uint64_t cells_of_ = 0;  // the options that they were decided with
  std::unordered_map<std::uint64_t, std::string> cells_;
  std::unordered_map<std::uint64_t, std::shared_ptr<const std::vector<AuditFinding>>> findings_;
};

}  // namespace eligo
