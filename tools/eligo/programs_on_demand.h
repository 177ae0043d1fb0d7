#pragma once

// Whole programs where only the plan of their trials was kept: each is read from its rule file when
// it is first asked for.

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "batch/plan.h"
#include "watched_files.h"

namespace eligo {

class ProgramsOnDemand {
 public:
  // `files` by trial, as positions in `names`. `backing` keeps what these and `watched` point into;
  // files are not looked at anew while programs are asked for.
  ProgramsOnDemand(std::vector<std::string_view> names, std::span<const std::uint32_t> files,
                   std::shared_ptr<const WatchedFiles> watched, std::shared_ptr<const void> backing,
                   const Vocabulary& vocabulary);

  // The program of a trial of the plan. From any thread. Null where its file is not as it was.
  const Program* program_of(batch::TrialIndex trial, const batch::PlannedTrial& planned);

  // The files for which that was so, sorted.
  std::vector<std::string> changed_files() const;

 private:
  mutable std::mutex mutex_;
  std::vector<std::string_view> names_;
  std::span<const std::uint32_t> files_;
  std::shared_ptr<const void> backing_;
  std::shared_ptr<const WatchedFiles> watched_;
  const Vocabulary& vocabulary_;
  std::map<std::uint32_t, std::vector<Program>> read_;  // by file
  std::set<std::string> changed_;
};

}  // namespace eligo
