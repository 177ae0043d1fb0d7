#pragma once

// The decisions of a block: the gates' truths by Kleene's logic on words of 64 patients, then the
// criteria's results and the verdicts.

#include <cstdint>
#include <functional>
#include <vector>

#include "batch/block.h"
#include "batch/kernels.h"
#include "batch/plan.h"

namespace eligo::batch {

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

// How the comparisons of one column are evaluated.
enum class Strategy {
  automatic,  // by how many there are
  scan,       // each looks at every cell
  sorted      // the cells are sorted once; each comparison changes only the rows in between
};

// Evaluates one block after another, keeping its memory. One object serves one thread.
class Evaluator {
 public:
  // The plan must outlive the evaluator.
  explicit Evaluator(const Plan& plan, Strategy strategy = Strategy::automatic);

  // Decides the block by every trial and hands over the results of each, which are valid during
  // the call. The block must not have more rows than `rows_for(plan)`.
  using Sink = std::function<void(TrialIndex, const TrialResults&)>;
  void evaluate(const Block& block, const Sink& sink);

 private:
  // Where a sweep over a column's places from below meets the end of a range.
  struct RangeEnd {
    Place place = 0;  // the first place behind the upper end, or of the lower end
    bool is_upper = false;
    GateId gate;
  };

  std::uint64_t* yes_of(GateId gate) { return bits_.data() + 2 * std::size_t{gate.index} * words_; }
  std::uint64_t* no_of(GateId gate) { return yes_of(gate) + words_; }
  std::uint64_t* new_bits();  // of the current trial, all 0

  void compare_columns(const Block& block);
  void scan(const Column& column, const Place* cells);
  void sweep(std::size_t column, const Place* cells);
  void sort_rows(const Place* cells, std::size_t places);
  void decide_gate(const Block& block, GateId gate);
  void clear(GateId gate);
  void put_one_sided(GateId gate, const PlaceRange& range, const std::vector<OneSidedCell>& cells);
  void decide_records(const Block& block, GateId gate, const OfRecords& leaf);
  void decide_constant(GateId gate, Truth truth);
  void combine(const Block& block, GateId gate, const Combined& combined);
  void combine_at_least(GateId gate, const Combined& combined);
  void combine_exclusive_or(GateId gate, GateId left, GateId right);
  void combine_by_sex(const Block& block, GateId gate, GateId male, GateId female);
  void leave_out_sex(const Block& block, GateId gate, Sex sex);
  void put_answers(GateId gate);
  void decide_trial(const Block& block, TrialIndex trial);
  void put_reference_results(const Block& block, TrialIndex trial);
  void make_verdicts(const Block& block, const PlannedTrial& trial);

  const Plan& plan_;
  const Kernels& kernels_;
  std::vector<bool> is_swept_;               // by ColumnId
  std::vector<std::vector<RangeEnd>> ends_;  // by ColumnId, sorted by place
  std::vector<LeafAnswer> answers_;          // of the current block, by gate
  std::size_t next_answer_ = 0;
  std::size_t words_ = 0;  // of the current block
  Words bits_;             // yes and no of every gate
  Words rows_;             // those that the block has
  Words known_;            // those that have a cell in the current column
  Words below_;            // those whose place the sweep has passed
  Words counters_;
  std::vector<std::uint16_t> sorted_rows_;
  std::vector<std::uint32_t> starts_;  // by place: where its rows begin in sorted_rows_
  std::vector<Words> trial_bits_;
  std::size_t used_trial_bits_ = 0;
  TrialResults results_;
};

// How many rows a block should have, so that what is computed of it stays in the cache. A multiple
// of 64.
std::uint32_t rows_for(const Plan& plan);

}  // namespace eligo::batch
