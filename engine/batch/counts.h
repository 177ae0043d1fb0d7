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
  std::vector<CriterionCounts> criteria;
};

struct Counts {
  std::uint64_t patients = 0;
  std::vector<TrialCounts> trials;  // by TrialIndex

  // Those of nobody.
  explicit Counts(const Plan& plan);
  Counts& operator+=(const Counts& other);
  // Takes in the results of a trial for `rows` patients. The patients themselves are counted once
  // for all trials.
  void add(TrialIndex trial, const TrialResults& results, std::uint32_t rows);
};

}  // namespace eligo::batch
