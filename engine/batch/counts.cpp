#include "batch/counts.h"

namespace eligo::batch {

Counts::Counts(const Plan& plan, CountsOf of) : trials(plan.trials.size()) {
  if (of == CountsOf::verdicts) return;
  for (std::size_t i = 0; i < trials.size(); ++i) {
    trials[i].criteria.resize(plan.trials[i].criteria.size());
  }
}

Counts& Counts::operator+=(const Counts& other) {
  patients += other.patients;
  for (std::size_t i = 0; i < trials.size(); ++i) {
    TrialCounts& trial = trials[i];
    const TrialCounts& more = other.trials[i];
    trial.eligible += more.eligible;
    trial.ineligible += more.ineligible;
    for (std::size_t j = 0; j < trial.criteria.size(); ++j) {
      trial.criteria[j].pass += more.criteria[j].pass;
      trial.criteria[j].fail += more.criteria[j].fail;
      trial.criteria[j].fails_alone += more.criteria[j].fails_alone;
    }
  }
  return *this;
}

void Counts::add(TrialIndex trial, const TrialResults& results, std::uint32_t rows) {
  const Kernels& loops = kernels();
  const std::size_t words = (rows + 63) / 64;
  TrialCounts& counted = trials[trial.index];
  counted.eligible += loops.count(results.eligible, words);
  counted.ineligible += loops.count(results.ineligible, words);
  for (std::size_t i = 0; i < counted.criteria.size(); ++i) {
    CriterionCounts& criterion = counted.criteria[i];
    criterion.pass += loops.count(results.criteria[i].yes, words);
    criterion.fail += loops.count(results.criteria[i].no, words);
    criterion.fails_alone +=
        loops.count_without(results.counting_failures[i], results.failing_twice, words);
  }
}

}  // namespace eligo::batch
