#pragma once

// Puts patients into a block, one row each. What the columns cannot hold is decided at once by the
// reference evaluator, leaf by leaf.

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "batch/block.h"
#include "batch/plan.h"
#include "patient/plain_profile.h"

namespace eligo::batch {

// Gives the patient of a plain profile as the ordinary reader has it. Called only where a leaf
// needs it; the patient must live until the row is written.
using FullPatient = std::function<const Patient&()>;

// How much of the work the reference did.
struct WriterCounts {
  std::uint64_t rows = 0;
  std::uint64_t rows_with_reference = 0;  // for which it was asked about something
  std::uint64_t leaves_by_reference = 0;
  std::uint64_t decisions_by_reference = 0;  // of whole trials
};

// Remembers the units and names that it has met. One object serves one thread.
class RowWriter {
 public:
  // All arguments must outlive the writer. The screening date of `options` is not used.
  RowWriter(const Plan& plan, const Vocabulary& vocabulary, const ScreeningOptions& options);
  ~RowWriter();

  // Adds a row to a block that is not full. `units` are those of the profile's reader. The lists
  // of `assumed_complete` count as complete where assumptions are allowed.
  void write(const PlainProfile& profile, const std::vector<Unit>& units,
             const std::array<bool, 4>& assumed_complete, Day as_of, const FullPatient& full,
             Block& block);
  void write(const Patient& patient, Day as_of, Block& block);

  const WriterCounts& counts() const;

 private:
  class Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace eligo::batch
