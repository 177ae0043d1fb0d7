#pragma once

// The decisions of a block: the gates' truths by Kleene's logic on words of 64 patients, then the
// criteria's results and the verdicts.

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "batch/block.h"
#include "batch/kernels.h"
#include "batch/plan.h"
#include "batch/range_ends.h"

namespace eligo::batch {

struct Counts;
class PlainTrials;

// Two bits a patient: whether it is yes, and whether it is no. Neither: unknown.
struct TruthBits {
  const std::uint64_t* yes = nullptr;
  const std::uint64_t* no = nullptr;
};

// The results of one trial for the rows of a block. Bits of rows that the block does not have are
// 0.
struct TrialResults {
  std::vector<TruthBits> criteria;  // yes: passes, no: fails; by criterion
  // The failures that count for the verdict: those of a statement that another one contradicts only
  // with it. By criterion.
  std::vector<const std::uint64_t*> counting_failures;
  const std::uint64_t* failing_once = nullptr;   // rows in which at least one of them fails
  const std::uint64_t* failing_twice = nullptr;  // at least two
  const std::uint64_t* eligible = nullptr;
  const std::uint64_t* ineligible = nullptr;
};

// Evaluates one block after another, keeping its memory. One object serves one thread.
class Evaluator {
 public:
  // The plan must outlive the evaluator.
  explicit Evaluator(const Plan& plan, Strategy strategy = Strategy::automatic);
  ~Evaluator();

  // Decides the block by every trial and hands over the results of each, which are valid during
  // the call. The block should not have more rows than `rows_for(plan)`.
  using Sink = std::function<void(TrialIndex, const TrialResults&)>;
  void evaluate(const Block& block, const Sink& sink);

  // Adds what the decisions about the block add up to, without its patients: the same as
  // Counts::add for the results of every trial, and quicker. The block should have
  // `rows_for_counting(plan)`.
  void count(const Block& block, Counts& counts);

 private:
  using Bits = std::uint64_t*;
  struct FewRows {  // a bit a row
    std::uint8_t yes = 0;
    std::uint8_t no = 0;
  };
  static FewRows few(std::uint64_t yes, std::uint64_t no) {
    return {static_cast<std::uint8_t>(yes), static_cast<std::uint8_t>(no)};
  }
  struct RowsOfTrial {
    TrialIndex trial;
    const ReferenceResults* results;
  };

  std::uint64_t* yes_of(GateId gate) {
    return bits_.data() + 2 * std::size_t{kept_as_[gate.index]} * words_;
  }
  std::uint64_t* no_of(GateId gate) { return yes_of(gate) + words_; }
  std::uint64_t* new_bits();  // of the current trial

  void begin(const Block& block, bool by_few_rows);
  void see(const Strip& strip);
  void compare_few(const Strip& strip);
  void compare(const Strip& strip, GateId gate, Bits yes, Bits no);
  void compare_cells(const Strip& strip, const InPlaces& comparison, Bits yes, Bits no) const;
  void decide_gate(const Strip& strip, GateId gate);
  void decide_records(const Strip& strip, GateId gate, const OfRecords& leaf);
  void decide_constant(GateId gate, Truth truth);
  void combine(const Strip& strip, GateId gate, const Combined& combined);
  void combine_at_least(GateId gate, const Combined& combined);
  void combine_exclusive_or(GateId gate, GateId left, GateId right);
  void combine_by_sex(const Strip& strip, GateId gate, GateId male, GateId female);
  void finish_leaf(const Strip& strip, GateId gate, Bits yes, Bits no) const;
  void decide_trial(const Strip& strip, TrialIndex trial);
  void decide_criteria(const Strip& strip, const PlannedTrial& trial);
  void decide_few_criteria(const PlannedTrial& trial);
  void put_reference_results(const Strip& strip, TrialIndex trial);
  void make_verdicts(const Strip& strip, const PlannedTrial& trial);

  const Plan& plan_;
  const Kernels& kernels_;
  Strategy strategy_;
  // The gates whose bits are kept while the trials are decided: all but comparisons that nothing is
  // combined of; and by gate, which of them it is.
  std::vector<GateId> kept_;
  std::vector<std::uint32_t> kept_as_;
  std::unique_ptr<RangeEnds> ends_;
  std::unique_ptr<PlainTrials> plain_;
  bool by_few_rows_ = false;               // each comparison looks at the cells; there are no ends
  std::vector<FewRows> few_;               // by gate; empty unless the block has only some rows
  std::vector<LeafAnswer> answers_;        // of the current block, by gate
  std::vector<RowsOfTrial> by_reference_;  // of the current block, by trial
  std::size_t words_ = 0;                  // of the current strip
  Words bits_;                             // yes and no of the gates that are kept
  Words rows_;                             // those that the strip has
  Words counters_;
  Words trial_bits_;
  std::size_t used_trial_bits_ = 0;
  TrialResults results_;
};

// How many rows a block should have, so that what is computed of it stays in the cache. A multiple
// of 64.
std::uint32_t rows_for(const Plan& plan);
// The same where the decisions are only counted.
std::uint32_t rows_for_counting(const Plan& plan);

}  // namespace eligo::batch
