#include "decide/readings.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "decide/verdict.h"

namespace eligo {
namespace {

using Positions = std::vector<std::size_t>;  // sorted

void add_once(std::vector<std::string>& list, const std::string& text) {
  if (std::find(list.begin(), list.end(), text) == list.end()) list.push_back(text);
}

std::string quoted(const Program& program, NodeId node) {
  return '"' + program[node].text + '"';
}

// Which results a choice of readings can give a criterion beside the one that it has.
class Choices {
 public:
  Choices(const std::vector<CriterionResult>& results,
          const std::vector<std::vector<CriterionResult>>& by_reading)
      : results_(results), by_reading_(by_reading) {}

  bool has(std::size_t index, CriterionResult wanted) const { return results_[index] == wanted; }
  bool can_be(std::size_t index, CriterionResult wanted) const {
    const std::vector<CriterionResult>& some = by_reading_[index];
    return std::find(some.begin(), some.end(), wanted) != some.end();
  }
  bool can_be_other_than(std::size_t index, CriterionResult unwanted) const {
    const std::vector<CriterionResult>& some = by_reading_[index];
    return std::any_of(some.begin(), some.end(),
                       [&](CriterionResult result) { return result != unwanted; });
  }

 private:
  const std::vector<CriterionResult>& results_;
  const std::vector<std::vector<CriterionResult>>& by_reading_;
};

// For each criterion, those that have to fail for its failure to count: itself and each statement
// that contradicts it.
std::vector<Positions> failing_together(const Program& program) {
  std::vector<Positions> groups;
  for (std::size_t i = 0; i < program.criteria.size(); ++i) {
    Positions group{i};
    for (const ConflictingStatements& conflict : program.conflicts) {
      if (conflict.first.index == i) group.push_back(conflict.second.index);
      if (conflict.second.index == i) group.push_back(conflict.first.index);
    }
    std::sort(group.begin(), group.end());
    group.erase(std::unique(group.begin(), group.end()), group.end());
    groups.push_back(std::move(group));
  }
  return groups;
}

// What belongs to one of the sets that hold no other one.
Positions in_a_smallest(const std::vector<Positions>& sets) {
  Positions members;
  for (const Positions& set : sets) {
    const bool holds_another = std::any_of(sets.begin(), sets.end(), [&](const Positions& other) {
      return other.size() < set.size() &&
             std::includes(set.begin(), set.end(), other.begin(), other.end());
    });
    if (!holds_another) members.insert(members.end(), set.begin(), set.end());
  }
  std::sort(members.begin(), members.end());
  members.erase(std::unique(members.begin(), members.end()), members.end());
  return members;
}

// Each way to make one more failure count, as the criteria that would have to be read otherwise.
std::vector<Positions> ways_to_fail(const Program& program, const Choices& choices) {
  std::vector<Positions> ways;
  for (const Positions& group : failing_together(program)) {
    Positions changed;
    const bool possible = std::all_of(group.begin(), group.end(), [&](std::size_t index) {
      if (choices.has(index, CriterionResult::fail)) return true;
      changed.push_back(index);
      return choices.can_be(index, CriterionResult::fail);
    });
    if (possible) ways.push_back(std::move(changed));
  }
  return ways;
}

// The criteria that would have to be read otherwise for all to pass, where they can be.
std::optional<Positions> way_to_pass(const Program& program, const Choices& choices) {
  if (!program.withheld.empty()) return std::nullopt;
  Positions changed;
  for (std::size_t i = 0; i < program.criteria.size(); ++i) {
    if (choices.has(i, CriterionResult::pass)) continue;
    if (!choices.can_be(i, CriterionResult::pass)) return std::nullopt;
    changed.push_back(i);
  }
  return changed;
}

// No failure would count if in each group that fails now one criterion did not. Where each of them
// has such a criterion, all that belong to a smallest group take part in a smallest change.
Positions to_end_failures(const Program& program, const Choices& choices) {
  std::vector<Positions> failing;
  for (const Positions& group : failing_together(program)) {
    if (!std::all_of(group.begin(), group.end(), [&](std::size_t index) {
          return choices.has(index, CriterionResult::fail);
        })) {
      continue;
    }
    Positions changeable;
    std::copy_if(
        group.begin(), group.end(), std::back_inserter(changeable),
        [&](std::size_t index) { return choices.can_be_other_than(index, CriterionResult::fail); });
    if (changeable.empty()) return {};
    failing.push_back(std::move(changeable));
  }
  return in_a_smallest(failing);
}

Positions not_passing_on_a_choice(const Program& program, const Choices& choices) {
  Positions found;
  for (std::size_t i = 0; i < program.criteria.size(); ++i) {
    if (choices.can_be_other_than(i, CriterionResult::pass)) found.push_back(i);
  }
  return found;
}

}  // namespace

std::vector<NodeId> roots_of_readings(const Criterion& criterion) {
  std::vector<NodeId> roots{*criterion.root};
  for (const OtherReading& reading : criterion.other_readings) roots.push_back(reading.root);
  return roots;
}

std::vector<NodeId> deciding_roots(const Criterion& criterion, bool strict) {
  return strict ? roots_of_readings(criterion) : std::vector<NodeId>{*criterion.root};
}

Truth agreed_truth(const std::vector<Finding>& findings, const std::vector<NodeId>& nodes) {
  return truths_differ(findings, nodes) ? Truth::unknown : findings[nodes.front().index].truth;
}

bool truths_differ(const std::vector<Finding>& findings, const std::vector<NodeId>& nodes) {
  return std::any_of(nodes.begin(), nodes.end(), [&](NodeId node) {
    return findings[node.index].truth != findings[nodes.front().index].truth;
  });
}

std::vector<std::string> assumptions_of_readings(const std::vector<Finding>& findings,
                                                 const Criterion& criterion) {
  const Finding& first = findings[criterion.root->index];
  std::vector<std::string> assumptions = first.assumptions;
  const bool differ = truths_differ(findings, roots_of_readings(criterion));
  for (const OtherReading& reading : criterion.other_readings) {
    const Finding& other = findings[reading.root.index];
    if (!differ) {
      for (const std::string& assumption : other.assumptions) add_once(assumptions, assumption);
    } else if (other.truth != first.truth) {
      add_once(assumptions, fmt::format("read in the first of {} ways, although {}",
                                        criterion.other_readings.size() + 1, reading.because));
    }
  }
  return assumptions;
}

std::string question_of_readings(const Program& program, const Criterion& criterion) {
  std::vector<std::string> rules;
  for (const NodeId root : roots_of_readings(criterion)) add_once(rules, quoted(program, root));
  return fmt::format("which reading of the sentence is meant: {}", fmt::join(rules, " or "));
}

std::vector<std::size_t> criteria_hung_on(
    const Program& program, Verdict verdict, const std::vector<CriterionResult>& results,
    const std::vector<std::vector<CriterionResult>>& by_reading) {
  const Choices choices(results, by_reading);
  if (!has_published_criteria(program)) return {};
  switch (verdict) {
    case Verdict::eligible:
      return not_passing_on_a_choice(program, choices);
    case Verdict::ineligible:
      return to_end_failures(program, choices);
    case Verdict::undetermined: {
      std::vector<Positions> ways = ways_to_fail(program, choices);
      if (std::optional<Positions> passing = way_to_pass(program, choices)) {
        ways.push_back(*std::move(passing));
      }
      return in_a_smallest(ways);
    }
  }
  return {};
}

}  // namespace eligo
