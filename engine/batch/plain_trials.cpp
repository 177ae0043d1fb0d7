#include "batch/plain_trials.h"

#include <algorithm>

namespace eligo::batch {

PlainTrials::PlainTrials(const Plan& plan) : plan_(plan), kernels_(kernels()) {
  first_trial_.assign(plan.gates.size() + 1, 0);
  std::size_t most_criteria = 0;
  for (const PlannedTrial& trial : plan.trials) {
    can_be_plain_.push_back(can_be_plain(trial));
    Arranged& arranged = trials_.emplace_back();
    if (!can_be_plain_.back()) continue;
    arranged.first = criteria_.size();
    arranged.trial.size = trial.criteria.size();
    arranged.trial.can_be_eligible = !trial.has_withheld;
    most_criteria = std::max(most_criteria, trial.criteria.size());
    for (std::uint32_t i = 0; i < trial.criteria.size(); ++i) {
      const PlannedCriterion& criterion = trial.criteria[i];
      const std::uint32_t gate = criterion.gate()->index;
      criteria_.push_back({plan.gates[gate].comparison(), criterion.passes_if_true(), i});
      ++first_trial_[gate + 1];
    }
  }
  for (std::size_t i = 1; i < first_trial_.size(); ++i) first_trial_[i] += first_trial_[i - 1];
  trials_of_gates_.resize(criteria_.size());
  std::vector<std::uint32_t> next = first_trial_;
  for (std::uint32_t i = 0; i < plan.trials.size(); ++i) {
    if (!can_be_plain_[i]) continue;
    for (const PlannedCriterion& criterion : plan.trials[i].criteria) {
      trials_of_gates_[next[criterion.gate()->index]++] = TrialIndex{i};
    }
  }
  comparisons_.resize(criteria_.size() + most_criteria);
  fails_alone_.resize(criteria_.size());
  scratch_.resize(most_criteria * most_lane_words);
}

bool PlainTrials::can_be_plain(const PlannedTrial& trial) const {
  return trial.has_criteria && trial.contradictions.empty() &&
         std::all_of(trial.criteria.begin(), trial.criteria.end(), [&](const auto& criterion) {
           if (!criterion.gate()) return false;
           const Gate& gate = plan_.gates[criterion.gate()->index];
           return gate.is_comparison() && !gate.not_for();
         });
}

void PlainTrials::arrange(const RangeEnds& ends) {
  for (std::size_t i = 0; i < trials_.size(); ++i) {
    if (!can_be_plain_[i]) continue;
    Arranged& arranged = trials_[i];
    PlainTrial& trial = arranged.trial;
    const auto begin = criteria_.begin() + static_cast<std::ptrdiff_t>(arranged.first);
    const auto end = begin + static_cast<std::ptrdiff_t>(trial.size);
    const auto part_of = [&](const Criterion& criterion) {
      return (ends.is_one_sided(criterion.comparison.column) ? 2 : 0) +
             (criterion.passes_if_true ? 0 : 1);
    };
    std::stable_sort(begin, end, [&](const Criterion& a, const Criterion& b) {
      return part_of(a) < part_of(b);
    });
    const auto end_of = [&](int part) {
      return static_cast<std::size_t>(std::count_if(
          begin, end, [&](const Criterion& criterion) { return part_of(criterion) <= part; }));
    };
    trial.inside_end = end_of(0);
    trial.outside_end = end_of(1);
    trial.one_sided_inside_end = end_of(2);
    trial.comparisons = comparisons_.data() + arranged.first;
    trial.fails_alone = fails_alone_.data() + arranged.first;
  }
  for (std::size_t i = 0; i < criteria_.size(); ++i) {
    comparisons_[i] = ends.vectors_of(criteria_[i].comparison);
  }
}

void PlainTrials::begin(const Block& block) {
  is_plain_ = can_be_plain_;
  for (const ReferenceResults& decided : block.by_reference) {
    is_plain_[decided.trial.index] = false;
  }
  for (const LeafAnswer& answer : block.answers) {
    const std::uint32_t gate = answer.gate.index;
    for (std::uint32_t i = first_trial_[gate]; i < first_trial_[gate + 1]; ++i) {
      is_plain_[trials_of_gates_[i].index] = false;
    }
  }
  std::fill(fails_alone_.begin(), fails_alone_.end(), 0);
  for (Arranged& trial : trials_) trial.verdicts = {};
}

void PlainTrials::count(TrialIndex trial, const RangeEnds& ends, const Strip& strip,
                        const Words& rows) {
  Arranged& arranged = trials_[trial.index];
  kernels_.count_trial(arranged.trial, ends.vectors(), strip.words, rows.data(),
                       strip.block.deceased.data() + strip.first_word, scratch_.data(),
                       arranged.verdicts);
}

void PlainTrials::finish(const RangeEnds& ends, Counts& counts) {
  for (std::uint32_t i = 0; i < trials_.size(); ++i) {
    if (!is_plain_[i]) continue;
    const Arranged& arranged = trials_[i];
    TrialCounts& trial = counts.trials[i];
    trial.eligible += arranged.verdicts.eligible;
    trial.ineligible += arranged.verdicts.ineligible;
    if (trial.criteria.empty()) continue;  // verdicts only
    for (std::size_t j = arranged.first; j < arranged.first + arranged.trial.size; ++j) {
      const Criterion& criterion = criteria_[j];
      const RangeEnds::Sums sums = ends.sums_of(criterion.comparison);
      CriterionCounts& counted = trial.criteria[criterion.position];
      counted.pass += criterion.passes_if_true ? sums.yes : sums.no;
      counted.fail += criterion.passes_if_true ? sums.no : sums.yes;
      counted.fails_alone += fails_alone_[j];
    }
  }
}

}  // namespace eligo::batch
