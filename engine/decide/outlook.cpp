#include "decide/outlook.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "decide/attestation.h"
#include "decide/evaluate.h"
#include "decide/match_record.h"
#include "decide/readings.h"
#include "decide/turning_days.h"
#include "decide/verdict.h"

namespace eligo {
namespace {

void add_once(std::vector<std::string>& texts, const std::string& text) {
  if (std::find(texts.begin(), texts.end(), text) == texts.end()) texts.push_back(text);
}

bool has(const std::vector<NodeId>& nodes, NodeId node) {
  return std::find(nodes.begin(), nodes.end(), node) != nodes.end();
}

// Some nodes and all that they are made of, each once, operands first.
std::vector<NodeId> with_nodes_below(const Program& program, std::vector<NodeId> nodes) {
  for (std::size_t next = 0; next < nodes.size(); ++next) {
    for (const NodeId operand : operands_of(program[nodes[next]].operation)) {
      if (!has(nodes, operand)) nodes.push_back(operand);
    }
  }
  std::sort(nodes.begin(), nodes.end(), [](NodeId a, NodeId b) { return a.index < b.index; });
  return nodes;
}

// Decides the criteria of one program and patient on later and later days.
class Outlook {
 public:
  Outlook(const Program& program, const Patient& patient, const Vocabulary& vocabulary,
          const ScreeningOptions& options)
      : program_(program),
        patient_(patient),
        vocabulary_(vocabulary),
        now_(options),
        then_(options) {
    turning_.reserve(program.nodes.size());
    for (const Node& node : program.nodes) {
      turning_.push_back(turning_days(on(now_), node.operation));
    }
  }

  // The criterion's turns up to the day before `end`.
  std::vector<Turn> turns_of(const Criterion& criterion, std::optional<Day> end) {
    if (!criterion.root) return {};
    const std::vector<NodeId> roots = deciding_roots(criterion, now_.strict);
    const std::vector<NodeId> nodes = with_nodes_below(program_, roots);
    const std::vector<Day> days = days_of(nodes, end);
    if (days.empty()) return {};
    findings_.resize(program_.nodes.size());
    for (const NodeId node : nodes) {
      findings_[node.index] = evaluate_node(on(now_), findings_, node);
    }
    std::vector<Turn> turns;
    CriterionResult result = result_now(criterion, roots);
    Day previous = now_.as_of;
    for (const Day day : days) {
      then_.as_of = day;
      std::vector<Changed> changed = move_on(nodes, day);
      const CriterionResult later = result_now(criterion, roots);
      if (later != result) turns.push_back({day, later, why(roots, changed, previous)});
      result = later;
      previous = day;
    }
    return turns;
  }

 private:
  // A node that was evaluated again, with what was found before.
  struct Changed {
    NodeId node;
    Finding before;
  };

  Screening on(const ScreeningOptions& options) const {
    return {program_, patient_, vocabulary_, options};
  }

  // The days on which one of the leaves may turn, in order.
  std::vector<Day> days_of(const std::vector<NodeId>& nodes, std::optional<Day> end) const {
    std::vector<Day> days;
    for (const NodeId node : nodes) {
      for (const TurningDay& turning : turning_[node.index]) {
        if (!end || turning.day < *end) days.push_back(turning.day);
      }
    }
    std::sort(days.begin(), days.end());
    days.erase(std::unique(days.begin(), days.end()), days.end());
    return days;
  }

  std::vector<const TurningDay*> turning_on(NodeId leaf, Day day) const {
    std::vector<const TurningDay*> found;
    for (const TurningDay& turning : turning_[leaf.index]) {
      if (turning.day == day) found.push_back(&turning);
    }
    return found;
  }

  // Evaluates the leaves that may turn on that day, and what is made of them.
  std::vector<Changed> move_on(const std::vector<NodeId>& nodes, Day day) {
    std::vector<Changed> changed;
    const auto is_changed = [&](NodeId node) {
      return std::any_of(changed.begin(), changed.end(),
                         [&](const Changed& one) { return one.node == node; });
    };
    for (const NodeId node : nodes) {
      const std::vector<NodeId> operands = operands_of(program_[node].operation);
      const bool may_change = operands.empty()
                                  ? !turning_on(node, day).empty()
                                  : std::any_of(operands.begin(), operands.end(), is_changed);
      if (!may_change) continue;
      Finding finding = evaluate_node(on(then_), findings_, node);
      changed.push_back({node, std::exchange(findings_[node.index], std::move(finding))});
    }
    return changed;
  }

  // With what somebody attested, as far as it settles what is open.
  CriterionResult result_now(const Criterion& criterion, const std::vector<NodeId>& roots) const {
    const Truth truth = truth_now(criterion, roots.front());
    const bool differ = std::any_of(roots.begin(), roots.end(), [&](NodeId root) {
      return truth_now(criterion, root) != truth;
    });
    return result_of(criterion.kind, differ ? Truth::unknown : truth);
  }
  Truth truth_now(const Criterion& criterion, NodeId root) const {
    const Truth truth = findings_[root.index].truth;
    const auto attested = patient_.attestations.find(program_.trial + "/" + criterion.id);
    if (truth != Truth::unknown || attested == patient_.attestations.end()) return truth;
    const std::optional<Finding> settled =
        settled_by_word(on(then_), findings_, root, attested->second, {});
    return settled ? settled->truth : truth;
  }

  std::vector<NodeId> all_resting_on(const std::vector<NodeId>& roots) const {
    std::vector<NodeId> leaves;
    for (const NodeId root : roots) {
      const std::vector<NodeId> more = resting_on(program_, findings_, root);
      leaves.insert(leaves.end(), more.begin(), more.end());
    }
    return leaves;
  }

  // What of the record makes the turn: of the leaves that it rests on before or after, those that
  // found something else; else of any that did.
  std::string why(const std::vector<NodeId>& roots, std::vector<Changed>& changed, Day previous) {
    const std::vector<NodeId> resting_then = all_resting_on(roots);
    const auto exchange = [&] {
      for (Changed& one : changed) std::swap(findings_[one.node.index], one.before);
    };
    exchange();
    const std::vector<NodeId> resting_before = all_resting_on(roots);
    exchange();
    std::vector<std::string> deciding;
    std::vector<std::string> others;
    for (const Changed& one : changed) {
      if (!is_leaf(program_[one.node].operation)) continue;
      const bool decides = (has(resting_then, one.node) || has(resting_before, one.node)) &&
                           findings_[one.node.index].truth != one.before.truth;
      add_once(decides ? deciding : others, cause(one.node, previous));
    }
    return fmt::format("{}", fmt::join(deciding.empty() ? others : deciding, "; "));
  }

  // Of the entries whose days come together, the first one that matches otherwise than before.
  std::string cause(NodeId leaf, Day previous) const {
    const std::vector<const TurningDay*> turning = turning_on(leaf, then_.as_of);
    const RecordPattern* pattern = record_pattern_of(program_[leaf].operation);
    if (turning.size() == 1 || pattern == nullptr) return turning.front()->why;
    ScreeningOptions earlier = then_;
    earlier.as_of = previous;
    const std::vector<RecordMatch> before = match_records(on(earlier), *pattern);
    const std::vector<RecordMatch> after = match_records(on(then_), *pattern);
    for (const TurningDay* one : turning) {
      for (std::size_t i = 0; i < after.size(); ++i) {
        const bool turned = before[i].truth != after[i].truth ||
                            before[i].after_screening != after[i].after_screening;
        if (turned && after[i].record == one->record) return one->why;
      }
    }
    return turning.front()->why;
  }

  const Program& program_;
  const Patient& patient_;
  const Vocabulary& vocabulary_;
  const ScreeningOptions& now_;
  ScreeningOptions then_;
  std::vector<Finding> findings_;                 // by node, those of one criterion at a time
  std::vector<std::vector<TurningDay>> turning_;  // by node
};

// The first day on which what counts no longer fails.
std::optional<EarliestDay> earliest_day(const Program& program, const Decision& decision) {
  std::vector<CriterionResult> results;
  std::vector<Day> days;
  for (const CriterionDecision& criterion : decision.criteria) {
    results.push_back(criterion.result);
    for (const Turn& turn : criterion.turns) days.push_back(turn.from);
  }
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
  std::vector<bool> has_failed(results.size());
  const auto note_failing = [&](const std::vector<CriterionResult>& counting) {
    for (std::size_t i = 0; i < counting.size(); ++i) {
      if (counting[i] == CriterionResult::fail) has_failed[i] = true;
    }
  };
  note_failing(counting_results(program, results));
  for (const Day day : days) {
    for (std::size_t i = 0; i < results.size(); ++i) {
      for (const Turn& turn : decision.criteria[i].turns) {
        if (turn.from == day) results[i] = turn.result;
      }
    }
    const std::vector<CriterionResult> counting = counting_results(program, results);
    const Verdict verdict = verdict_of(program, counting);
    if (verdict == Verdict::ineligible) {
      note_failing(counting);
      continue;
    }
    EarliestDay earliest{day, verdict, {}};
    for (std::size_t i = 0; i < results.size(); ++i) {
      if (has_failed[i]) earliest.criteria.push_back(decision.criteria[i].id);
    }
    return earliest;
  }
  return std::nullopt;
}

}  // namespace

void add_outlook(const Program& program, const ReadPatient& read, const Vocabulary& vocabulary,
                 const ScreeningOptions& options, Decision& decision) {
  const std::optional<Death>& death = read.patient.death;
  std::optional<Day> end;
  if (death) {
    if (!death->date || death->date->earliest <= options.as_of) return;
    end = death->date->earliest;
  }
  // A stated age is that of one day; the patient does not stay as old.
  std::optional<Patient> dated;
  if (read.patient.age_years && !read.patient.as_of) {
    dated = read.patient;
    dated->as_of = options.as_of;
  }
  Outlook outlook(program, dated ? *dated : read.patient, vocabulary, options);
  for (std::size_t i = 0; i < program.criteria.size(); ++i) {
    decision.criteria[i].turns = outlook.turns_of(program.criteria[i], end);
  }
  if (decision.verdict == Verdict::ineligible) decision.earliest = earliest_day(program, decision);
}

}  // namespace eligo
