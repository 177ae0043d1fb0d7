#include "serve/workspace.h"

#include <algorithm>
#include <utility>

#include "batch/screen_lines.h"
#include "decide/outlook.h"
#include "report/sheet/patient_sheet.h"

namespace eligo {

const WorkspaceTrial* WorkspaceState::trial(std::string_view id) const {
  const auto found = trials.find(id);
  return found == trials.end() ? nullptr : &found->second;
}

WorkspacePatientPointer WorkspaceState::patient(std::string_view id) const {
  const auto found = std::find_if(patients.begin(), patients.end(), [&](const auto& patient) {
    return patient->read.patient.id == id;
  });
  return found == patients.end() ? nullptr : *found;
}

Workspace::Workspace(const Vocabulary& vocabulary, WorkspaceSettings settings)
    : vocabulary_(vocabulary), settings_(std::move(settings)) {
  auto first = std::make_shared<WorkspaceState>();
  first->as_of = settings_.as_of;
  first->strict = settings_.screening.strict;
  state_ = std::move(first);
}

Workspace::State Workspace::state() const {
  const std::lock_guard lock(state_mutex_);
  return state_;
}

void Workspace::change(const Change& change) {
  const std::lock_guard one_at_a_time(change_mutex_);
  auto next = std::make_shared<WorkspaceState>(*state());
  change(*next);
  const std::lock_guard lock(state_mutex_);
  state_ = std::move(next);
}

void Workspace::set_options(std::optional<Day> as_of, bool strict) {
  change([&](WorkspaceState& state) {
    state.as_of = as_of;
    state.strict = strict;
    state.options_serial = ++serial_;
  });
}

bool Workspace::remove_trial(std::string_view id) {
  bool removed = false;
  change([&](WorkspaceState& state) {
    const auto found = state.trials.find(id);
    if (found == state.trials.end()) return;
    state.trials.erase(found);
    removed = true;
  });
  return removed;
}

Day Workspace::screening_day(const WorkspaceState& state, const Patient& patient) const {
  if (state.as_of) return *state.as_of;
  return patient.as_of ? *patient.as_of : settings_.today();
}

std::optional<RejectedRecord> Workspace::reason_to_reject(const WorkspaceState& state,
                                                          const WorkspacePatient& patient) const {
  const Patient& person = patient.read.patient;
  const Day as_of = screening_day(state, person);
  if (!person.birth_date || person.birth_date->earliest <= as_of) return std::nullopt;
  return batch::born_later(person, patient.input, as_of);
}

ScreeningOptions Workspace::options_for(const WorkspaceState& state, const Patient& patient) const {
  ScreeningOptions options = settings_.screening;
  options.strict = state.strict;
  options.as_of = screening_day(state, patient);
  return options;
}

ScreenedPatient Workspace::screened(const WorkspaceState& state, const Program& program,
                                    const ReadPatient& patient) const {
  const ScreeningOptions options = options_for(state, patient.patient);
  Decision decision = eligo::decide(program, patient, vocabulary_, options);
  add_outlook(program, patient, vocabulary_, options, decision);
  return screened_patient(program, vocabulary_, patient.patient, std::move(decision));
}

WorkspaceDecision Workspace::with_near(ScreenedPatient screened) const {
  WorkspaceDecision decided;
  const PatientSheet sheet = patient_sheet(screened);
  for (const NearMiss& near : sheet.near) decided.near.push_back(sheet.criteria[near.criterion].id);
  decided.decision = std::move(screened.decision);
  return decided;
}

WorkspaceDecision Workspace::decide(const WorkspaceState& state, const Program& program,
                                    const ReadPatient& patient) const {
  return with_near(screened(state, program, patient));
}

std::string Workspace::cell(const WorkspaceState& state, const WorkspaceTrial& trial,
                            const WorkspacePatient& patient, const RenderCell& render) {
  constexpr std::size_t most_cells = 1'000'000;
  const std::uint64_t key = trial.serial << 32U | patient.serial;
  {
    const std::lock_guard lock(kept_mutex_);
    if (cells_of_ != state.options_serial || cells_.size() >= most_cells) {
      cells_.clear();
      cells_of_ = state.options_serial;
    }
    if (const auto found = cells_.find(key); found != cells_.end()) return found->second;
  }
  // What time alone will do is shown in no cell.
  const Patient& person = patient.read.patient;
  Decision decision =
      eligo::decide(trial.program(), patient.read, vocabulary_, options_for(state, person));
  std::string made = render(
      with_near(screened_patient(trial.program(), vocabulary_, person, std::move(decision))));
  const std::lock_guard lock(kept_mutex_);
  if (cells_of_ == state.options_serial) cells_.emplace(key, made);
  return made;
}

std::shared_ptr<const std::vector<AuditFinding>> Workspace::known_findings(
    const WorkspaceTrial& trial) const {
  const std::lock_guard lock(kept_mutex_);
  const auto found = findings_.find(trial.serial);
  return found == findings_.end() ? nullptr : found->second;
}

std::shared_ptr<const std::vector<AuditFinding>> Workspace::findings(const WorkspaceTrial& trial) {
  constexpr std::size_t most_kept = 2 * most_workspace_trials;
  const std::lock_guard one_at_a_time(sentences_mutex_);
  if (auto known = known_findings(trial)) return known;
  if (!auditor_) auditor_ = std::make_unique<Auditor>(vocabulary_);
  auto found = std::make_shared<std::vector<AuditFinding>>();
  const auto document = trial.rules->documents.find(trial.program().document);
  if (document != trial.rules->documents.end()) {
    AuditOptions options;
    options.is_reviewed = trial.rules->is_reviewed;
    *found = auditor_->audit(trial.program(), *document->second, options);
  }
  const std::lock_guard lock(kept_mutex_);
  if (findings_.size() >= most_kept) findings_.clear();
  findings_.emplace(trial.serial, found);
  return found;
}

}  // namespace eligo
