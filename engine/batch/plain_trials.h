#pragma once

// Counting by the trials that ask for nothing but values in ranges, each criterion for one. Their
// criteria are counted from the sums of the range ends; only the verdicts, and who fails by one
// criterion alone, are looked for row by row. Private to this stage.

#include <cstdint>
#include <vector>

#include "batch/counts.h"
#include "batch/range_ends.h"

namespace eligo::batch {

class PlainTrials {
 public:
  // The plan must outlive it.
  explicit PlainTrials(const Plan& plan);

  // Takes the numbers of the vectors; again, when they change.
  void arrange(const RangeEnds& ends);
  // Begins to count a block. Trials that the block has more to say about than the columns do are
  // not plain in it.
  void begin(const Block& block);
  bool is_plain(TrialIndex trial) const { return is_plain_[trial.index]; }
  // Counts the rows of a strip, whose range ends are found.
  void count(TrialIndex trial, const RangeEnds& ends, const Strip& strip, const Words& rows);
  // Adds what was counted since begin(), and the sums of the range ends.
  void finish(const RangeEnds& ends, Counts& counts);

 private:
  struct Criterion {
    InPlaces comparison;
    bool passes_if_true = true;
    std::uint32_t position = 0;  // in its trial
  };
  struct Arranged {
    PlainTrial trial;
    std::size_t first = 0;  // criterion
    VerdictCounts verdicts;
  };

  bool can_be_plain(const PlannedTrial& trial) const;

  const Plan& plan_;
  const Kernels& kernels_;
  std::vector<Arranged> trials_;  // by TrialIndex; of those that can be plain
  std::vector<bool> can_be_plain_;
  std::vector<bool> is_plain_;  // in the block
  // Of one trial after another, in the order that PlainTrial asks for.
  std::vector<Criterion> criteria_;
  std::vector<ComparisonVectors> comparisons_;
  std::vector<std::uint32_t> fails_alone_;
  // By gate: the trials that ask it, in trials_of_gates_ from one number to the next.
  std::vector<std::uint32_t> first_trial_;
  std::vector<TrialIndex> trials_of_gates_;
  Words scratch_;
};

}  // namespace eligo::batch
