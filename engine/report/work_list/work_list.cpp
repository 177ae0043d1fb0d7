#include "report/work_list/work_list.h"

#include <algorithm>
#include <set>

#include "decide/verdict.h"

namespace eligo {
namespace {

bool nobody_is_eligible(const Program& program) {
  const bool has_lost = std::any_of(program.criteria.begin(), program.criteria.end(),
                                    [](const Criterion& one) { return !one.root; });
  return has_lost || !program.withheld.empty() || !has_published_criteria(program);
}

bool has_conflict(const Decision& decision) {
  return std::any_of(decision.open.begin(), decision.open.end(),
                     [](const OpenItem& item) { return item.kind == OpenKind::conflict; });
}

const Criterion* criterion_of(const Program& program, const std::string& id) {
  const auto found = std::find_if(program.criteria.begin(), program.criteria.end(),
                                  [&](const Criterion& one) { return one.id == id; });
  return found == program.criteria.end() ? nullptr : &*found;
}

}  // namespace

std::size_t WorkListPatient::fewest() const {
  return trials.empty() ? 0 : trials.front().needed.size();
}

WorkListCollector::WorkListCollector(const std::vector<const Program*>& programs,
                                     Disclosure disclosure)
    : programs_(programs) {
  list_.disclosure = disclosure;
  for (const Program* program : programs) list_.trials.push_back({program->trial, program->title});
}

std::uint32_t WorkListCollector::position_of(WorkListAsk ask) {
  const auto [entry, is_new] =
      positions_.try_emplace(ask, static_cast<std::uint32_t>(list_.asks.size()));
  if (is_new) list_.asks.push_back(std::move(ask));
  return entry->second;
}

void WorkListCollector::add(std::size_t trial, const ScreenedPatient& screened,
                            const ScreenedPatient& full) {
  const Decision& decision = full.decision;
  if (decision.verdict != Verdict::undetermined) return;
  const Program& program = *programs_[trial];
  if (nobody_is_eligible(program) || has_conflict(decision)) {
    ++list_.trials[trial].not_to_be_settled;
    return;
  }
  WorkListTrial entry;
  entry.trial = trial;
  // What is one question is told from the full text, what is shown of it from what may be shown.
  std::set<std::pair<OpenKind, std::string>> asked;
  for (const OpenItem& item : decision.open) {
    if (!item.in_smallest_set || !asked.insert({item.kind, item.ask}).second) continue;
    WorkListAsk ask{item.kind, item.ask};
    if (list_.disclosure == Disclosure::deidentified) {
      const Criterion* criterion = criterion_of(program, item.criterion);
      ask.ask = program.trial + " " + item.criterion +
                (criterion != nullptr ? ": " + criterion->text : "");
    }
    entry.needed.push_back(position_of(std::move(ask)));
  }
  for (const CriterionDecision& criterion : decision.criteria) {
    if (criterion.result == CriterionResult::unknown) entry.criteria.push_back(criterion.id);
  }
  ++list_.trials[trial].listed;
  if (list_.patients.empty() || current_ != decision.patient) {
    current_ = decision.patient;
    list_.patients.push_back(
        {screened.decision.patient, screened.decision.patient_summary, decision.as_of, {}});
  }
  list_.patients.back().trials.push_back(std::move(entry));
}

WorkList WorkListCollector::take() {
  for (WorkListPatient& patient : list_.patients) {
    std::stable_sort(patient.trials.begin(), patient.trials.end(),
                     [](const WorkListTrial& left, const WorkListTrial& right) {
                       return left.needed.size() < right.needed.size();
                     });
  }
  std::stable_sort(list_.patients.begin(), list_.patients.end(),
                   [](const WorkListPatient& left, const WorkListPatient& right) {
                     if (left.fewest() != right.fewest()) return left.fewest() < right.fewest();
                     return left.patient < right.patient;
                   });
  return std::move(list_);
}

}  // namespace eligo
