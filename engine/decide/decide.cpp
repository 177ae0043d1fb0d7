#include "decide/decide.h"

#include <fmt/format.h>

#include <algorithm>

#include "decide/attestation.h"
#include "decide/death.h"
#include "decide/evaluate.h"
#include "decide/leaves.h"
#include "decide/open_items.h"
#include "decide/verdict.h"
#include "text/json.h"

namespace eligo {
namespace {

void add_once(std::vector<std::string>& list, const std::string& text) {
  if (!text.empty() && std::find(list.begin(), list.end(), text) == list.end()) {
    list.push_back(text);
  }
}

Reason reason_tree(const Program& program, const std::vector<Finding>& findings, NodeId node) {
  const Finding& finding = findings[node.index];
  Reason reason;
  reason.truth = finding.truth;
  reason.rule = program[node].text;
  reason.why = finding.why;
  reason.evidence = finding.evidence;
  for (const NodeId operand : operands_of(program[node].operation)) {
    reason.parts.push_back(reason_tree(program, findings, operand));
  }
  return reason;
}

// The leaves below a node, whether they decided it or not.
void add_notes(const Program& program, const std::vector<Finding>& findings, NodeId node,
               std::vector<std::string>& notes) {
  for (const std::string& note : findings[node.index].notes) add_once(notes, note);
  for (const NodeId operand : operands_of(program[node].operation)) {
    add_notes(program, findings, operand, notes);
  }
}

// Takes in what somebody attested of a criterion; the findings' root is then settled by that word.
void take_in_word(const Screening& screening, const Criterion& criterion,
                  std::vector<Finding>& findings, CriterionDecision& decision) {
  const std::string key = screening.program.trial + "/" + criterion.id;
  const auto attestation = screening.patient.attestations.find(key);
  if (attestation == screening.patient.attestations.end()) return;
  const bool holds = attestation->second;
  const std::string_view said = holds ? "holds" : "does not hold";
  const Truth by_data = findings[criterion.root->index].truth;
  if (by_data != Truth::unknown) {
    if ((by_data == Truth::yes) != holds) {
      decision.notes.push_back(fmt::format(
          "attested that the sentence {}, but the data say otherwise: the data decide", said));
    }
    return;
  }
  const std::string path = "/attestations" + json_pointer_step(key);
  std::optional<Finding> settled =
      settled_by_word(screening, findings, *criterion.root, holds, path);
  if (settled) {
    findings[criterion.root->index] = std::move(*settled);
  } else {
    decision.notes.push_back(fmt::format(
        "attested that the sentence {}; that cannot stand in for what is missing", said));
  }
}

// An attestation about this trial that no criterion can take in is not passed over in silence.
void warn_of_unused_words(const Screening& screening, Decision& decision) {
  const std::string prefix = screening.program.trial + "/";
  for (const auto& [key, holds] : screening.patient.attestations) {
    if (!key.starts_with(prefix)) continue;
    const std::string id = key.substr(prefix.size());
    const auto criterion =
        std::find_if(screening.program.criteria.begin(), screening.program.criteria.end(),
                     [&](const Criterion& one) { return one.id == id; });
    const bool exists = criterion != screening.program.criteria.end();
    if (exists && criterion->root) continue;
    Diagnostic warning;
    warning.code = DiagnosticCode::unusable_value;
    warning.message = exists ? fmt::format("nobody can attest {}: its text is lost", key)
                             : fmt::format("the trial has no criterion \"{}\"; not used", id);
    warning.help = "ids are as I8, E31 or R.age";
    warning.json_path = "/attestations" + json_pointer_step(key);
    decision.warnings.push_back(std::move(warning));
  }
}

// The decision of one criterion; what was attested of it goes into `findings`.
CriterionDecision decide_criterion(const Screening& screening, const Criterion& criterion,
                                   std::vector<Finding>& findings) {
  CriterionDecision decision;
  decision.id = criterion.id;
  decision.kind = criterion.kind;
  decision.text = criterion.text;
  decision.document = screening.program.document;
  decision.line = criterion.line;
  decision.column = criterion.column;
  if (!criterion.root) {
    decision.why = "the document lost this criterion: " + criterion.lost_because;
    decision.reason.why = decision.why;
    return decision;
  }
  take_in_word(screening, criterion, findings, decision);
  const Finding& root = findings[criterion.root->index];
  decision.result = result_of(criterion.kind, root.truth);
  std::vector<std::string> reasons;
  for (const NodeId leaf : resting_on(screening.program, findings, *criterion.root)) {
    const Finding& finding = findings[leaf.index];
    add_once(reasons, finding.why);
    for (const Evidence& evidence : finding.evidence) {
      if (std::find(decision.evidence.begin(), decision.evidence.end(), evidence) ==
          decision.evidence.end()) {
        decision.evidence.push_back(evidence);
      }
    }
    if (finding.nearest &&
        (!decision.nearest || finding.nearest->relative < decision.nearest->relative)) {
      decision.nearest = finding.nearest;
    }
  }
  decision.why = fmt::format("{}", fmt::join(reasons, "; "));
  decision.assumptions = root.assumptions;
  add_notes(screening.program, findings, *criterion.root, decision.notes);
  decision.reason = reason_tree(screening.program, findings, *criterion.root);
  return decision;
}

std::vector<OpenItem> conflict_items(const Program& program, const Decision& decision) {
  std::vector<OpenItem> items;
  for (const ConflictingStatements& conflict : program.conflicts) {
    const CriterionDecision& first = decision.criteria[conflict.first.index];
    const CriterionDecision& second = decision.criteria[conflict.second.index];
    const bool differ = first.result != second.result && first.result != CriterionResult::unknown &&
                        second.result != CriterionResult::unknown;
    if (!differ) continue;
    OpenItem item;
    item.criterion = first.id;
    item.kind = OpenKind::conflict;
    item.ask = fmt::format("which of {} and {} is meant: {}", first.id, second.id, conflict.reason);
    item.with = second.id;
    items.push_back(std::move(item));
  }
  return items;
}

std::vector<OpenItem> source_items(const Program& program) {
  std::vector<OpenItem> items;
  for (const Criterion& criterion : program.criteria) {
    if (criterion.root) continue;
    OpenItem item;
    item.criterion = criterion.id;
    item.kind = OpenKind::source;
    item.ask = fmt::format("the text of {} {}, which the document lost", name_of(criterion.kind),
                           criterion.id);
    items.push_back(std::move(item));
  }
  for (const WithheldList& list : program.withheld) {
    OpenItem item;
    item.criterion = list.kind == CriterionKind::inclusion ? "I" : "E";
    item.kind = OpenKind::source;
    item.ask = fmt::format("the trial's {} criteria: {}", name_of(list.kind), list.reason);
    items.push_back(std::move(item));
  }
  return items;
}

std::string verdict_reason(const Decision& decision, const std::vector<CriterionResult>& counting,
                           const Program& program) {
  std::vector<std::string> failing;
  std::vector<std::string> open;
  for (std::size_t i = 0; i < counting.size(); ++i) {
    if (counting[i] == CriterionResult::fail) failing.push_back(decision.criteria[i].id);
    if (counting[i] == CriterionResult::unknown) open.push_back(decision.criteria[i].id);
  }
  switch (decision.verdict) {
    case Verdict::eligible:
      return fmt::format("all {} criteria pass", counting.size());
    case Verdict::ineligible: {
      const std::string fails =
          fmt::format("{} fail{}: {}", failing.size(), failing.size() == 1 ? "s" : "",
                      fmt::join(failing, ", "));
      if (!decision.deceased) return fails;
      return failing.empty() ? decision.deceased->why : decision.deceased->why + "; " + fails;
    }
    case Verdict::undetermined:
      if (!has_published_criteria(program)) return "the document publishes no criteria";
      return fmt::format("nothing fails; {} open: {}", open.size(), fmt::join(open, ", "));
  }
  return {};
}

std::string sex_text(const std::optional<Sex>& sex, bool adult) {
  if (!sex) return "sex not recorded";
  if (!adult) return std::string(name_of(*sex));
  return *sex == Sex::female ? "woman" : "man";
}

std::string summary_of(const Patient& patient, Day as_of) {
  constexpr int adult = 18;  // years
  const std::optional<DayRange> birth = birth_days(patient, as_of);
  if (!birth || birth->first > as_of) return sex_text(patient.sex, false) + ", age not recorded";
  const int low = completed_years(std::min(birth->last, as_of), as_of);
  const int high = completed_years(birth->first, as_of);
  const std::string summary = sex_text(patient.sex, low >= adult);
  if (low == high) return fmt::format("{}, {} years", summary, low);
  return fmt::format("{}, {} to {} years", summary, low, high);
}

}  // namespace

Decision decide(const Program& program, const ReadPatient& read, const Vocabulary& vocabulary,
                const ScreeningOptions& options) {
  const Screening screening{program, read.patient, vocabulary, options};
  std::vector<Finding> findings = evaluate(screening);
  Decision decision;
  decision.trial = program.trial;
  decision.title = program.title;
  decision.patient = read.patient.id;
  decision.patient_summary = summary_of(read.patient, options.as_of);
  decision.as_of = options.as_of;
  decision.warnings = read.warnings;
  decision.deceased = deceased_by(read.patient, options.as_of);
  decision.notes = read.notes;
  if (auto note = later_death(read.patient, options.as_of)) {
    decision.notes.insert(decision.notes.begin(), *std::move(note));
  }
  warn_of_unused_words(screening, decision);

  std::vector<OpenCriterion> undecided;
  bool can_be_eligible = program.withheld.empty();
  for (const Criterion& criterion : program.criteria) {
    CriterionDecision made = decide_criterion(screening, criterion, findings);
    for (const std::string& assumption : made.assumptions) {
      decision.assumptions.push_back(made.id + ": " + assumption);
    }
    if (!criterion.root) can_be_eligible = false;
    if (criterion.root && made.result == CriterionResult::unknown) {
      undecided.push_back(
          {criterion.id, *criterion.root, criterion.kind != CriterionKind::exclusion});
    }
    decision.criteria.push_back(std::move(made));
  }
  std::vector<CriterionResult> results;
  for (const CriterionDecision& criterion : decision.criteria) results.push_back(criterion.result);
  const std::vector<CriterionResult> counting = counting_results(program, results);
  // Nobody who has died is eligible for anything.
  decision.verdict = decision.deceased ? Verdict::ineligible : verdict_of(program, counting);

  const std::vector<OpenItem> conflicts = conflict_items(program, decision);
  can_be_eligible = can_be_eligible && conflicts.empty();
  decision.open = open_items(program, findings, undecided, can_be_eligible);
  if (decision.verdict != Verdict::undetermined || !has_published_criteria(program)) {
    for (OpenItem& item : decision.open) item.in_smallest_set = false;
  }
  for (const std::vector<OpenItem>& more : {conflicts, source_items(program)}) {
    decision.open.insert(decision.open.end(), more.begin(), more.end());
  }
  for (CriterionDecision& criterion : decision.criteria) {
    for (const OpenItem& item : decision.open) {
      if (item.criterion == criterion.id || item.with == criterion.id)
        criterion.open.push_back(item);
    }
  }
  decision.why = verdict_reason(decision, counting, program);
  return decision;
}

}  // namespace eligo
