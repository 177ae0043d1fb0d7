#include "report/work_list/changes.h"

#include <algorithm>
#include <set>

namespace eligo {
namespace {

std::size_t at(Verdict verdict) {
  return static_cast<std::size_t>(verdict);
}
std::size_t at(CriterionResult result) {
  return static_cast<std::size_t>(result);
}

template <typename Table>
std::size_t off_diagonal(const Table& table) {
  std::size_t sum = 0;
  for (std::size_t before = 0; before < table.size(); ++before) {
    for (std::size_t after = 0; after < table.size(); ++after) {
      if (before != after) sum += table[before][after];
    }
  }
  return sum;
}

std::vector<CriterionChange> changes_between(const EarlierDecision& before, const Decision& after) {
  std::vector<CriterionChange> changes;
  std::set<std::string> now;
  for (const CriterionDecision& criterion : after.criteria) {
    now.insert(criterion.id);
    const auto earlier = before.results.find(criterion.id);
    std::optional<CriterionResult> was;
    if (earlier != before.results.end()) was = earlier->second;
    // Compact results name only what fails and what is open.
    if (!was && !before.has_all) was = CriterionResult::pass;
    if (was != criterion.result) changes.push_back({criterion.id, was, criterion.result});
  }
  for (const auto& [id, result] : before.results) {
    if (!now.contains(id)) changes.push_back({id, result, std::nullopt});
  }
  return changes;
}

// The rule of a criterion, in the rule language, with its other readings.
std::string rule_of(const Program& program, const Criterion& criterion) {
  if (!criterion.root) return "lost: " + criterion.lost_because;
  std::string rule = program[*criterion.root].text;
  for (const OtherReading& reading : criterion.other_readings) {
    rule += "; or " + program[reading.root].text;
  }
  return rule;
}

const Criterion* of_id(const Program& program, const std::string& id) {
  const auto found = std::find_if(program.criteria.begin(), program.criteria.end(),
                                  [&](const Criterion& one) { return one.id == id; });
  return found == program.criteria.end() ? nullptr : &*found;
}

constexpr const char* called_before = " (before)";

}  // namespace

std::size_t CriterionShift::changed() const {
  return off_diagonal(patients);
}
std::size_t TrialChanges::changed_verdicts() const {
  return off_diagonal(verdicts);
}

ChangeCollector::ChangeCollector(const std::vector<const Program*>& programs,
                                 Disclosure disclosure) {
  changes_.disclosure = disclosure;
  for (const Program* program : programs) {
    TrialChanges trial;
    trial.trial = program->trial;
    trial.title = program->title;
    for (const Criterion& criterion : program->criteria) {
      trial.criteria.push_back({criterion.id, {}});
    }
    changes_.trials.push_back(std::move(trial));
  }
}

void ChangeCollector::count(TrialChanges& trial, const CriterionChange& change) {
  if (!change.before || !change.after) return;
  const auto shift = std::find_if(trial.criteria.begin(), trial.criteria.end(),
                                  [&](const CriterionShift& one) { return one.id == change.id; });
  if (shift != trial.criteria.end()) ++shift->patients[at(*change.before)][at(*change.after)];
}

void ChangeCollector::add(std::size_t position, const Decision& decision,
                          const std::string& shown_as, const EarlierDecision* before) {
  TrialChanges& trial = changes_.trials[position];
  if (before == nullptr) {
    ++trial.came;
    changes_.decisions.push_back({position, shown_as, std::nullopt, decision.verdict, {}});
    return;
  }
  ++trial.compared;
  ++trial.verdicts[at(before->verdict)][at(decision.verdict)];
  std::vector<CriterionChange> criteria = changes_between(*before, decision);
  for (const CriterionChange& change : criteria) count(trial, change);
  if (before->verdict == decision.verdict) {
    if (!criteria.empty()) ++trial.same_verdict_other_results;
    return;
  }
  changes_.decisions.push_back(
      {position, shown_as, before->verdict, decision.verdict, std::move(criteria)});
}

void ChangeCollector::add_gone(std::size_t position, const std::string& shown_as,
                               const EarlierDecision& before) {
  ++changes_.trials[position].went;
  changes_.decisions.push_back({position, shown_as, before.verdict, std::nullopt, {}});
}

Changes ChangeCollector::take() {
  for (TrialChanges& trial : changes_.trials) {
    std::erase_if(trial.criteria, [](const CriterionShift& one) { return one.changed() == 0; });
  }
  std::stable_sort(changes_.decisions.begin(), changes_.decisions.end(),
                   [](const ChangedDecision& left, const ChangedDecision& right) {
                     return left.trial < right.trial;
                   });
  return std::move(changes_);
}

MatchedCriteria matched_criteria(const Program& before, const Program& after) {
  MatchedCriteria matched;
  std::map<std::pair<CriterionKind, std::string>, std::vector<std::string>> by_sentence;
  for (const Criterion& criterion : before.criteria) {
    if (!criterion.text.empty()) {
      by_sentence[{criterion.kind, criterion.text}].push_back(criterion.id);
    }
  }
  std::set<std::string> taken;
  const auto match = [&](const std::string& now, const std::string& then) {
    matched.before_of[now] = then;
    taken.insert(then);
  };
  for (const Criterion& criterion : after.criteria) {
    const Criterion* same = of_id(before, criterion.id);
    if (same != nullptr && same->text == criterion.text) match(criterion.id, criterion.id);
  }
  for (const Criterion& criterion : after.criteria) {
    const auto found = by_sentence.find({criterion.kind, criterion.text});
    if (matched.before_of.contains(criterion.id) || found == by_sentence.end()) continue;
    const auto free = std::find_if(found->second.begin(), found->second.end(),
                                   [&](const std::string& id) { return !taken.contains(id); });
    if (free != found->second.end()) match(criterion.id, *free);
  }
  for (const Criterion& criterion : after.criteria) {
    const bool is_free = of_id(before, criterion.id) != nullptr && !taken.contains(criterion.id);
    if (!matched.before_of.contains(criterion.id) && is_free) match(criterion.id, criterion.id);
  }
  for (const Criterion& criterion : after.criteria) {
    const auto then = matched.before_of.find(criterion.id);
    SentenceChange change{criterion.id, {}, {}, criterion.text, {}, {}};
    if (then != matched.before_of.end()) {
      const Criterion& earlier = *of_id(before, then->second);
      if (earlier.id != criterion.id) change.before_id = earlier.id;
      change.before = earlier.text;
      const std::string was = rule_of(before, earlier);
      const std::string is = rule_of(after, criterion);
      if (was != is) {
        change.before_rule = was;
        change.after_rule = is;
      }
      if (change.before_id.empty() && change.before == change.after && was == is) continue;
    }
    matched.changes.push_back(std::move(change));
  }
  for (const Criterion& criterion : before.criteria) {
    if (!taken.contains(criterion.id)) {
      matched.changes.push_back({criterion.id, {}, criterion.text, {}, {}, {}});
    }
  }
  return matched;
}

EarlierDecision as_called_now(const Decision& decision, const MatchedCriteria& matched) {
  std::map<std::string, std::string> now_of;
  for (const auto& [now, then] : matched.before_of) now_of[then] = now;
  EarlierDecision earlier;
  earlier.verdict = decision.verdict;
  earlier.has_all = true;
  for (const CriterionDecision& criterion : decision.criteria) {
    const auto now = now_of.find(criterion.id);
    if (now != now_of.end()) {
      earlier.results[now->second] = criterion.result;
    } else {
      const bool is_other = matched.before_of.contains(criterion.id);
      earlier.results[criterion.id + (is_other ? called_before : "")] = criterion.result;
    }
  }
  return earlier;
}

}  // namespace eligo
