#pragma once

// The rules of a run as one plan. With --cache a folder keeps it from run to run.

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "batch/plan.h"
#include "command.h"
#include "programs_on_demand.h"
#include "screen_run.h"

namespace eligo {

struct PreparedRules {
  batch::Plan plan;
  bool all_usable = true;  // every rule file was
  // The programs of the trials: read already, or one by one where the plan was kept.
  std::shared_ptr<const LoadedRules> loaded;
  std::vector<const Program*> programs;  // chosen from `loaded`
  std::shared_ptr<ProgramsOnDemand> on_demand;
  // Set where kept rules are still being checked: whether they are those of the files. Waits for
  // the answer, says what was said when they were prepared, and must be asked before anything
  // else is said.
  std::function<bool()> still_hold;
};

// When kept rules are checked: before they are used, or beside the use of them.
enum class RuleCheck { before_use, beside_use };

class RulePreparation {
 public:
  // Where rules are kept, begins to check them against the files. The options must outlive it.
  explicit RulePreparation(const ScreenOptions& options);
  ~RulePreparation();
  RulePreparation(const RulePreparation&) = delete;
  RulePreparation& operator=(const RulePreparation&) = delete;

  // Reads the rules that the options name, or takes what is kept of them. What is printed and what
  // comes of it is the same in either case. Nothing where no rules can be used.
  std::optional<PreparedRules> prepare(const Vocabulary& vocabulary,
                                       const ScreeningOptions& screening, RuleCheck check);

 private:
  struct Cache;

  const ScreenOptions& options_;
  std::unique_ptr<Cache> cache_;  // null where none is used
  bool is_used_ = false;          // what was opened at first
};

}  // namespace eligo
