#include <fmt/format.h>

#include <algorithm>

#include "decide/leaves.h"
#include "decide/match_record.h"
#include "decide/number_words.h"
#include "decide/select_results.h"

namespace eligo {
namespace {

std::vector<std::string> incomplete_lists(const Screening& screening,
                                          const std::vector<RecordList>& lists) {
  std::vector<std::string> names;
  for (const RecordList list : lists) {
    if (!screening.patient.is_complete(list)) names.emplace_back(name_of(list));
  }
  return names;
}

std::string list_names(const std::vector<RecordList>& lists) {
  std::vector<std::string> names;
  for (const RecordList list : lists) names.emplace_back(name_of(list));
  return fmt::format("{}", fmt::join(names, " and "));
}

void note_later_records(const std::vector<RecordMatch>& matches, Finding& finding) {
  for (const RecordMatch& match : matches) {
    if (match.after_screening) {
      finding.notes.push_back(fmt::format("{} begins after the screening date; not used ({})",
                                          record_text(*match.record), match.record->path));
    }
  }
}

// "a", "a or b"
std::string own_names_text(const RecordPattern& pattern) {
  std::string text;
  for (const OwnName& name : pattern.own_names) {
    if (!text.empty()) text += " or ";
    text += fmt::format("\"{}\"", name.text);
  }
  return text;
}

// Nothing recorded matches a name that the vocabulary does not know: it may stand under another.
Finding unnamed_finding(const Screening& screening, const RecordPattern& pattern) {
  const std::string wanted = pattern_text(screening, pattern);
  return unknown_finding(
      fmt::format("no {} on record; the vocabulary does not know {}, so only a record by that name "
                  "can decide",
                  wanted, own_names_text(pattern)),
      OpenKind::attestation, fmt::format("whether there is {}", wanted), true);
}

// Nothing recorded matches: absent where the lists are complete.
Finding absent_finding(const Screening& screening, const RecordPattern& pattern,
                       const std::vector<RecordMatch>& matches) {
  if (!pattern.own_names.empty()) return unnamed_finding(screening, pattern);
  const std::vector<RecordList> lists = lists_of(screening, pattern);
  const std::string wanted = pattern_text(screening, pattern);
  const std::vector<std::string> incomplete = incomplete_lists(screening, lists);
  if (!incomplete.empty()) {
    return unknown_finding(
        fmt::format("no {} on record, but the list of {} is not declared complete", wanted,
                    fmt::join(incomplete, " and of ")),
        OpenKind::data, fmt::format("whether there is {}", wanted), true);
  }
  Finding finding;
  finding.truth = Truth::no;
  finding.why = fmt::format("no {} in the complete list of {}", wanted, list_names(lists));
  for (const RecordList list : lists) {
    Evidence evidence;
    evidence.path = "/complete";
    evidence.name = name_of(list);
    evidence.value = "complete";
    finding.evidence.push_back(std::move(evidence));
  }
  for (const RecordMatch& match : matches) {
    if (!match.unrecognised) continue;
    finding.assumptions.push_back(
        fmt::format("\"{}\" ({}) is not in the vocabulary; taken not to be {}", match.record->name,
                    match.record->path, wanted));
  }
  if (screening.options.strict && !finding.assumptions.empty()) {
    Finding open = unknown_finding(
        fmt::format("whether a name outside the vocabulary means {} is not assumed", wanted),
        OpenKind::data, fmt::format("whether there is {}", wanted), true);
    open.evidence = std::move(finding.evidence);
    return open;
  }
  return finding;
}

// The sum of current doses, as far as it is known, and whether more may come on top.
struct DoseSum {
  Rational total = 0;
  bool open_ended = false;
  std::vector<std::string> unclear;  // why it is open-ended
  std::vector<Evidence> evidence;
};

std::optional<Rational> in_unit(const Screening& screening, const DoseInRange& operation,
                                const Record& record) {
  if (!record.dose || !record.dose_unit) return std::nullopt;
  if (const auto step = conversion_between(*record.dose_unit, operation.unit)) {
    return Rational(step->multiply * *record.dose + step->add);
  }
  // Units that only this drug makes equal (insulin's U and [IU]): compare in its default unit.
  if (operation.record.terms.empty()) return std::nullopt;
  const ConceptId drug = operation.record.terms.front();
  const auto given = screening.vocabulary.to_default_unit(drug, Interval::exactly(*record.dose),
                                                          *record.dose_unit);
  const auto one = screening.vocabulary.to_default_unit(drug, Interval::exactly(1), operation.unit);
  if (!given || !one) return std::nullopt;
  return Rational(*given->value.single() / *one->value.single());
}

DoseSum sum_of_doses(const Screening& screening, const DoseInRange& operation,
                     const std::vector<RecordMatch>& matches) {
  DoseSum sum;
  for (const RecordMatch& match : matches) {
    if (match.truth == Truth::no) continue;
    const std::optional<Rational> dose = in_unit(screening, operation, *match.record);
    Evidence evidence = evidence_of(*match.record);
    if (match.record->dose) evidence.value = decimal_text(*match.record->dose);
    evidence.unit = match.record->dose_unit_text;
    sum.evidence.push_back(std::move(evidence));
    if (match.truth == Truth::yes && dose) {
      sum.total += *dose;
    } else {
      sum.open_ended = true;
      sum.unclear.push_back(match.truth == Truth::unknown
                                ? fmt::format("{}: {}", record_text(*match.record), match.why)
                                : fmt::format("{} has no usable dose", record_text(*match.record)));
    }
  }
  return sum;
}

}  // namespace

Finding find_record(const Screening& screening, const RecordFound& operation) {
  const RecordPattern& pattern = operation.record;
  std::optional<Finding> other_sex = not_for_this_sex(screening, pattern.terms);
  if (other_sex && pattern.own_names.empty()) return *std::move(other_sex);
  const std::vector<RecordMatch> matches = match_records(screening, pattern);
  Finding finding;
  std::vector<std::string> found;
  std::vector<std::string> unclear;
  for (const RecordMatch& match : matches) {
    const std::string text = record_text(*match.record);
    if (match.truth == Truth::yes) {
      finding.evidence.push_back(evidence_of(*match.record));
      found.push_back(match.why.empty() ? text : fmt::format("{}, {}", text, match.why));
    } else if (match.truth == Truth::unknown) {
      unclear.push_back(fmt::format("{}: {}", text, match.why));
    }
  }
  if (!found.empty()) {
    finding.truth = Truth::yes;
    finding.why = fmt::format("recorded: {}", fmt::join(found, "; "));
  } else if (!unclear.empty()) {
    finding =
        unknown_finding(fmt::format("{}", fmt::join(unclear, "; ")), OpenKind::data,
                        fmt::format("whether there is {}", pattern_text(screening, pattern)), true);
    for (const RecordMatch& match : matches) {
      if (match.truth == Truth::unknown) finding.evidence.push_back(evidence_of(*match.record));
    }
  } else {
    finding = absent_finding(screening, pattern, matches);
  }
  note_later_records(matches, finding);
  return finding;
}

Finding find_dose_in_range(const Screening& screening, const DoseInRange& operation) {
  RecordPattern current = operation.record;
  if (!current.status && !current.window) current.status = RecordStatus::active;
  const std::vector<RecordMatch> matches = match_records(screening, current);
  DoseSum sum = sum_of_doses(screening, operation, matches);
  const std::string wanted = pattern_text(screening, operation.record);
  const std::vector<std::string> incomplete =
      incomplete_lists(screening, lists_of(screening, current));
  if (!incomplete.empty()) {
    sum.open_ended = true;
    sum.unclear.push_back(
        fmt::format("the list of {} is not declared complete", fmt::join(incomplete, " and of ")));
  }
  if (!operation.record.own_names.empty()) {
    sum.open_ended = true;
    sum.unclear.push_back(
        fmt::format("{} may be recorded under another name", own_names_text(operation.record)));
  }
  Interval dose = Interval::exactly(sum.total);
  if (sum.open_ended) dose.high.reset();

  Finding finding;
  finding.truth = lies_in(dose, operation.range);
  finding.evidence = std::move(sum.evidence);
  const std::string unit = " " + operation.unit.text;
  std::string words =
      fmt::format("{}: {}{} in all", wanted, number_text(sum.total, operation.range), unit);
  if (sum.open_ended) words += ", or more";
  if (finding.truth == Truth::unknown) {
    finding.why = fmt::format("{} ({})", words, fmt::join(sum.unclear, "; "));
    finding.ask = Ask{OpenKind::data, fmt::format("the daily dose of {}", wanted), false};
  } else {
    finding.why = fmt::format("{}, is {}", words, relation_text(sum.total, operation.range, unit));
    finding.nearest = margin_of(sum.total, operation.range, unit);
  }
  note_later_records(matches, finding);
  return finding;
}

}  // namespace eligo
