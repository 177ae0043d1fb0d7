#include "decide/evaluate.h"

#include <algorithm>

#include "decide/leaves.h"
#include "decide/logic.h"

namespace eligo {
namespace {

Finding ask_question(const Question& question) {
  const auto with_words = [&](const std::string& what) {
    return question.words.empty() ? what : what + ": " + question.words;
  };
  switch (question.kind) {
    case Question::Kind::judgement: {
      const std::string ask = with_words("the investigator's judgement");
      return unknown_finding(ask, OpenKind::judgement, ask, true);
    }
    case Question::Kind::attestation:
      return unknown_finding(
          with_words("no record decides this; someone must state it"), OpenKind::attestation,
          question.words.empty() ? "whether the sentence holds" : question.words, true);
    case Question::Kind::unread:
      return unknown_finding("the rule does not cover \"" + question.words + "\"",
                             OpenKind::attestation, "\"" + question.words + "\"", true);
  }
  return {};
}

// One overload an operation, so that a new one does not compile until it is decided here.
struct Evaluator {
  const Screening& screening;
  const std::vector<Finding>& findings;

  Finding operator()(const AllOf& all) const { return combine_all(findings, all.operands); }
  Finding operator()(const AnyOf& any) const { return combine_any(findings, any.operands); }
  Finding operator()(const AtLeast& some) const {
    return combine_at_least(findings, some.operands, some.count);
  }
  Finding operator()(const Not& negation) const { return combine_not(findings, negation.operand); }
  Finding operator()(const ExclusiveOr& either) const {
    return combine_exclusive_or(findings, either.left, either.right);
  }
  Finding operator()(const Implies& implication) const {
    return combine_implies(findings, implication.condition, implication.consequence);
  }
  Finding operator()(const BySex& arms) const {
    return combine_by_sex(findings, arms, screening.patient.sex);
  }
  Finding operator()(const UnderAssumption& assumed) const {
    return combine_under_assumption(findings, assumed,
                                    screening.program.assumptions[assumed.assumption.index],
                                    screening.options.strict);
  }
  Finding operator()(const ObservedInRange& leaf) const {
    return find_observed_in_range(screening, leaf);
  }
  Finding operator()(const MeasuredInRange& leaf) const {
    return find_measured_in_range(screening, leaf);
  }
  Finding operator()(const ObservedResult& leaf) const {
    return find_observed_result(screening, leaf);
  }
  Finding operator()(const AgeInRange& leaf) const { return find_age_in_range(screening, leaf); }
  Finding operator()(const OnsetAgeInRange& leaf) const {
    return find_onset_age_in_range(screening, leaf);
  }
  Finding operator()(const DurationInRange& leaf) const {
    return find_duration_in_range(screening, leaf);
  }
  Finding operator()(const DoseInRange& leaf) const { return find_dose_in_range(screening, leaf); }
  Finding operator()(const RecordFound& leaf) const { return find_record(screening, leaf); }
  Finding operator()(const FactIs& leaf) const { return find_fact(screening, leaf); }
  Finding operator()(const PatientSexIs& leaf) const { return find_sex(screening, leaf); }
  Finding operator()(const Always&) const {
    Finding finding;
    finding.truth = Truth::yes;
    finding.why = "it holds for everyone";
    return finding;
  }
  Finding operator()(const Question& question) const { return ask_question(question); }
};

// How old each piece of evidence was on the screening date, where its date is one day.
void add_ages(std::vector<Evidence>& evidence, Day as_of) {
  for (Evidence& piece : evidence) {
    if (piece.date.empty()) continue;
    const std::optional<PartialDate> date = parse_date(piece.date);
    if (!date || !date->is_one_day() || date->earliest > as_of) continue;
    piece.age_days = static_cast<int>((as_of - date->earliest).count());
  }
}

void collect(const Program& program, const std::vector<Finding>& findings, NodeId node,
             std::vector<NodeId>& leaves) {
  const Finding& finding = findings[node.index];
  // A leaf, something to ask for, or a sentence that somebody's word settled.
  const bool speaks_for_itself = finding.ask.has_value() || finding.deciding.empty();
  if (speaks_for_itself && std::find(leaves.begin(), leaves.end(), node) == leaves.end()) {
    leaves.push_back(node);
  }
  for (const NodeId operand : finding.deciding) collect(program, findings, operand, leaves);
}

}  // namespace

bool is_leaf(const Operation& operation) {
  return operands_of(operation).empty();
}

Finding evaluate_node(const Screening& screening, const std::vector<Finding>& findings,
                      NodeId node) {
  Finding finding = std::visit(Evaluator{screening, findings}, screening.program[node].operation);
  add_ages(finding.evidence, screening.options.as_of);
  return finding;
}

std::vector<Finding> evaluate(const Screening& screening) {
  std::vector<Finding> findings;
  findings.reserve(screening.program.nodes.size());
  for (std::uint32_t node = 0; node < screening.program.nodes.size(); ++node) {
    findings.push_back(evaluate_node(screening, findings, NodeId{node}));
  }
  return findings;
}

std::vector<NodeId> resting_on(const Program& program, const std::vector<Finding>& findings,
                               NodeId root) {
  std::vector<NodeId> leaves;
  collect(program, findings, root, leaves);
  return leaves;
}

}  // namespace eligo
