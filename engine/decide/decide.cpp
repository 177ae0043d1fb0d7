#include "decide/decide.h"

#include <fmt/format.h>

#include <algorithm>

#include "decide/attestation.h"
#include "decide/death.h"
#include "decide/evaluate.h"
#include "decide/leaves.h"
#include "decide/open_items.h"
#include "decide/readings.h"
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

// Takes in what somebody attested of a criterion; the finding at the root of one of its readings is
// then settled by that word. `notes` is told where it is not.
void take_in_word(const Screening& screening, const Criterion& criterion, NodeId root,
                  std::vector<Finding>& findings, std::vector<std::string>& notes) {
  const std::string key = screening.program.trial + "/" + criterion.id;
  const auto attestation = screening.patient.attestations.find(key);
  if (attestation == screening.patient.attestations.end()) return;
  const bool holds = attestation->second;
  const std::string_view said = holds ? "holds" : "does not hold";
  const Truth by_data = findings[root.index].truth;
  if (by_data != Truth::unknown) {
    if ((by_data == Truth::yes) != holds) {
      add_once(notes,
               fmt::format("attested that the sentence {}, but the data say otherwise: the data "
                           "decide",
                           said));
    }
    return;
  }
  const std::string path = "/attestations" + json_pointer_step(key);
  std::optional<Finding> settled = settled_by_word(screening, findings, root, holds, path);
  if (settled) {
    findings[root.index] = std::move(*settled);
  } else {
    add_once(notes,
             fmt::format("attested that the sentence {}; that cannot stand in for what is missing",
                         said));
  }
}

// What decided the readings that the result rests on, or keeps them open.
void explain_result(const Screening& screening, const std::vector<Finding>& findings,
                    const std::vector<NodeId>& roots, CriterionDecision& decision) {
  std::vector<std::string> reasons;
  for (const NodeId root : roots) {
    for (const NodeId leaf : resting_on(screening.program, findings, root)) {
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
    add_notes(screening.program, findings, root, decision.notes);
  }
  decision.why = fmt::format("{}", fmt::join(reasons, "; "));
  if (!truths_differ(findings, roots)) return;
  decision.nearest.reset();
  decision.why =
      "the sentence can be read in more than one way, and the readings differ: " + decision.why;
}

// What every reading says, in the order of the rule. A word about the sentence is one about each.
void add_other_readings(const Screening& screening, const Criterion& criterion,
                        const std::vector<Finding>& findings, CriterionDecision& decision) {
  for (const OtherReading& reading : criterion.other_readings) {
    decision.other_readings.push_back(
        {screening.program[reading.root].text, reading.because,
         result_of(criterion.kind, findings[reading.root.index].truth)});
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
  const std::vector<NodeId> roots = deciding_roots(criterion, screening.options.strict);
  for (const NodeId root : roots_of_readings(criterion)) {
    const bool decides = std::find(roots.begin(), roots.end(), root) != roots.end();
    std::vector<std::string> unheard;
    take_in_word(screening, criterion, root, findings, decides ? decision.notes : unheard);
  }
  decision.result = result_of(criterion.kind, agreed_truth(findings, roots));
  explain_result(screening, findings, roots, decision);
  if (decision.result != CriterionResult::unknown) {
    decision.assumptions = assumptions_of_readings(findings, criterion);
  }
  add_other_readings(screening, criterion, findings, decision);
  decision.reason = reason_tree(screening.program, findings, *criterion.root);
  return decision;
}

// The criteria on whose reading the verdict hangs.
std::vector<std::string> hangs_on(const Program& program, const std::vector<Finding>& findings,
                                  const std::vector<CriterionResult>& results,
                                  const Decision& decision) {
  if (decision.deceased) return {};
  std::vector<std::vector<CriterionResult>> by_reading(program.criteria.size());
  for (std::size_t i = 0; i < program.criteria.size(); ++i) {
    const Criterion& criterion = program.criteria[i];
    if (!criterion.root || criterion.other_readings.empty()) continue;
    for (const NodeId root : roots_of_readings(criterion)) {
      by_reading[i].push_back(result_of(criterion.kind, findings[root.index].truth));
    }
  }
  std::vector<std::string> ids;
  for (const std::size_t i : criteria_hung_on(program, decision.verdict, results, by_reading)) {
    ids.push_back(program.criteria[i].id);
  }
  return ids;
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
      const std::vector<NodeId> roots = deciding_roots(criterion, options.strict);
      OpenCriterion open{criterion.id, roots, criterion.kind != CriterionKind::exclusion, {}};
      if (truths_differ(findings, roots)) {
        open.which_reading = Ask{OpenKind::judgement, question_of_readings(program, criterion)};
      }
      undecided.push_back(std::move(open));
    }
    decision.criteria.push_back(std::move(made));
  }
  std::vector<CriterionResult> results;
  for (const CriterionDecision& criterion : decision.criteria) results.push_back(criterion.result);
  const std::vector<CriterionResult> counting = counting_results(program, results);
  // Nobody who has died is eligible for anything.
  decision.verdict = decision.deceased ? Verdict::ineligible : verdict_of(program, counting);
  decision.hangs_on_readings = hangs_on(program, findings, results, decision);

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
