#pragma once

// What the decisions about many patients add up to.

#include <cstdint>
#include <vector>

#include "batch/evaluate.h"

namespace eligo::batch {

struct CriterionCounts {
  std::uint64_t pass = 0;
  std::uint64_t fail = 0;
  std::uint64_t fails_alone = 0;  // patients whom nothing else keeps out of the trial
};

struct TrialCounts {
  std::uint64_t eligible = 0;
  std::uint64_t ineligible = 0;
  std::vector<CriterionCounts> criteria;  // empty where the verdicts alone are counted
};

// What is counted: also a criterion's results, or the verdicts alone.
enum class CountsOf { criteria, verdicts };

struct Counts {
  std::uint64_t patients = 0;
  std::vector<TrialCounts> trials;  // by TrialIndex

  // Those of nobody.
  explicit Counts(const Plan& plan, CountsOf of = CountsOf::criteria);
  // Both must be of the same.
  Counts& operator+=(const Counts& other);
  // Takes in the results of a trial for `rows` patients. The patients themselves are counted once
  // for all trials.
  void add(TrialIndex trial, const TrialResults& results, std::uint32_t rows);
};

}  // namespace eligo::batch
