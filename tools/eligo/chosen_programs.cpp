#include "chosen_programs.h"

#include <algorithm>

namespace eligo {
namespace {

bool all_trials_known(const LoadedRules& rules, const ScreeningChoice& choice) {
  bool known = true;
  for (const std::string& trial : choice.trials) {
    const bool found = std::any_of(rules.programs.begin(), rules.programs.end(),
                                   [&](const Program& program) { return program.trial == trial; });
    if (found) continue;
    known = false;
    print({unknown_trial("--trial", trial)});
  }
  return known;
}

}  // namespace

std::vector<const Program*> chosen_programs(const LoadedRules& rules,
                                            const ScreeningChoice& choice) {
  std::vector<const Program*> chosen;
  if (!all_trials_known(rules, choice)) return chosen;
  for (const Program& program : rules.programs) {
    const bool is_chosen =
        choice.trials.empty() ||
        std::find(choice.trials.begin(), choice.trials.end(), program.trial) != choice.trials.end();
    if (is_chosen) chosen.push_back(&program);
  }
  return chosen;
}

}  // namespace eligo
