#include "programs_on_demand.h"

#include <algorithm>

#include "language/load.h"

namespace eligo {

ProgramsOnDemand::ProgramsOnDemand(std::vector<std::string_view> names,
                                   std::span<const std::uint32_t> files,
                                   std::shared_ptr<const WatchedFiles> watched,
                                   std::shared_ptr<const void> backing,
                                   const Vocabulary& vocabulary)
    : names_(std::move(names)),
      files_(files),
      backing_(std::move(backing)),
      watched_(std::move(watched)),
      vocabulary_(vocabulary) {}

const Program* ProgramsOnDemand::program_of(batch::TrialIndex trial,
                                            const batch::PlannedTrial& planned) {
  const std::lock_guard lock(mutex_);
  const std::uint32_t file = files_[trial.index];
  const std::string name(names_[file]);
  const auto [known, is_new] = read_.try_emplace(file);
  if (is_new) {
    // What it finds was said when the plan was made.
    Result<std::vector<Program>> programs = load_rules(name, vocabulary_);
    if (programs && watched_->is_unchanged(name)) known->second = *std::move(programs);
  }
  const auto found =
      std::find_if(known->second.begin(), known->second.end(),
                   [&](const Program& program) { return program.trial == planned.id; });
  if (found != known->second.end() && found->criteria.size() == planned.criteria.size()) {
    return &*found;
  }
  changed_.insert(name);
  return nullptr;
}

std::vector<std::string> ProgramsOnDemand::changed_files() const {
  const std::lock_guard lock(mutex_);
  return {changed_.begin(), changed_.end()};
}

}  // namespace eligo
