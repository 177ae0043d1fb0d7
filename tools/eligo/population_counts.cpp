#include "population_counts.h"

#include <fmt/format.h>

#include <initializer_list>
#include <string_view>

namespace eligo {

namespace {

// A line of a table: its cells, then numbers.
void append_line(std::string& text, std::initializer_list<std::string_view> cells,
                 std::initializer_list<std::uint64_t> numbers) {
  for (const std::string_view cell : cells) {
    text += cell;
    text += '\t';
  }
  for (const std::uint64_t number : numbers) {
    const fmt::format_int digits(number);
    text.append(digits.data(), digits.size());
    text += '\t';
  }
  text.back() = '\n';
}

}  // namespace

std::string counts_tables(const batch::Plan& plan, const batch::Counts& counts,
                          std::uint64_t rejected) {
  std::string text = "trial\tpatients\teligible\tineligible\tundetermined\trejected\n";
  for (std::size_t i = 0; i < plan.trials.size(); ++i) {
    const batch::TrialCounts& trial = counts.trials[i];
    append_line(text, {plan.trials[i].id},
                {counts.patients, trial.eligible, trial.ineligible,
                 counts.patients - trial.eligible - trial.ineligible, rejected});
  }
  text += "\ntrial\tcriterion\tpass\tfail\tunknown\tfailsAlone\n";
  for (std::size_t i = 0; i < plan.trials.size(); ++i) {
    const batch::PlannedTrial& trial = plan.trials[i];
    for (std::size_t j = 0; j < trial.criteria.size(); ++j) {
      const batch::CriterionCounts& criterion = counts.trials[i].criteria[j];
      append_line(text, {trial.id, plan.id_of(trial.criteria[j])},
                  {criterion.pass, criterion.fail,
                   counts.patients - criterion.pass - criterion.fail, criterion.fails_alone});
    }
  }
  return text;
}

}  // namespace eligo
