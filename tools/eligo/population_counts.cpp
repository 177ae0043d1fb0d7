#include "population_counts.h"

#include <fmt/format.h>

#include <iterator>

namespace eligo {

std::string counts_tables(const batch::Plan& plan, const batch::Counts& counts,
                          std::uint64_t rejected) {
  std::string text = "trial\tpatients\teligible\tineligible\tundetermined\trejected\n";
  const auto to = std::back_inserter(text);
  for (std::size_t i = 0; i < plan.programs.size(); ++i) {
    const batch::TrialCounts& trial = counts.trials[i];
    fmt::format_to(to, "{}\t{}\t{}\t{}\t{}\t{}\n", plan.programs[i]->trial, counts.patients,
                   trial.eligible, trial.ineligible,
                   counts.patients - trial.eligible - trial.ineligible, rejected);
  }
  text += "\ntrial\tcriterion\tpass\tfail\tunknown\tfailsAlone\n";
  for (std::size_t i = 0; i < plan.programs.size(); ++i) {
    for (std::size_t j = 0; j < plan.programs[i]->criteria.size(); ++j) {
      const batch::CriterionCounts& criterion = counts.trials[i].criteria[j];
      fmt::format_to(to, "{}\t{}\t{}\t{}\t{}\t{}\n", plan.programs[i]->trial,
                     plan.programs[i]->criteria[j].id, criterion.pass, criterion.fail,
                     counts.patients - criterion.pass - criterion.fail, criterion.fails_alone);
    }
  }
  return text;
}

}  // namespace eligo
