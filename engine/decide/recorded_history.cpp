#include <fmt/format.h>

#include <algorithm>

#include "decide/anchored_window.h"
#include "decide/leaves.h"
#include "decide/match_record.h"
#include "decide/number_words.h"
#include "decide/open_class.h"

namespace eligo {
namespace {

// What lets the absence of an entry say something.
struct Completeness {
  std::vector<std::string> incomplete;   // the lists that may hold more than is recorded
  std::vector<std::string> assumptions;  // what the others rest on
};

Completeness completeness_of(const Screening& screening, const std::vector<RecordList>& lists,
                             const std::optional<TimeWindow>& window) {
  const bool strict = screening.options.strict;
  Completeness result;
  for (const RecordList list : lists) {
    if (screening.patient.is_complete(list)) continue;
    if (!screening.patient.is_assumed_complete(list) || strict) {
      result.incomplete.emplace_back(name_of(list));
    } else {
      result.assumptions.push_back(
          fmt::format("the list of {} is taken to be complete (--assume-complete)", name_of(list)));
    }
  }
  const std::string nothing_ahead = nothing_until_anchor(screening, window);
  if (!nothing_ahead.empty()) result.assumptions.push_back(nothing_ahead);
  return result;
}

void add_note_once(Finding& finding, std::string note) {
  if (std::find(finding.notes.begin(), finding.notes.end(), note) == finding.notes.end()) {
    finding.notes.push_back(std::move(note));
  }
}

// What is to be said of the time that a pattern counts.
void note_window(const Screening& screening, const RecordPattern& pattern,
                 const std::vector<RecordMatch>& matches, Finding& finding) {
  if (!pattern.window) return;
  for (std::string& note : anchor_notes(screening, pattern.window)) {
    add_note_once(finding, std::move(note));
  }
  const DayRange days = days_of(screening, *pattern.window);
  for (const RecordMatch& match : matches) {
    if (match.truth != Truth::yes) continue;
    const Record& record = *match.record;
    // What goes on after that day meets the window in other days, too.
    if (record.start && record.end && !(*record.start == *record.end)) continue;
    if (record.status == name_of(RecordStatus::active)) continue;
    if (auto note = first_day_note(record.name, record.start ? record.start : record.end,
                                   *pattern.window, days)) {
      add_note_once(finding, *std::move(note));
    }
  }
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

// Nothing recorded is called what the pattern names, but something recorded may have been it.
Finding unclear_class_finding(const std::vector<RecordMatch>& members, const std::string& wanted) {
  std::vector<std::string> names;
  std::vector<Evidence> evidence;
  for (const RecordMatch& match : members) {
    names.push_back(record_text(*match.record));
    evidence.push_back(evidence_of(*match.record));
  }
  Finding finding = unknown_finding(
      fmt::format("the record does not say whether {} was {}", fmt::join(names, ", or "), wanted),
      OpenKind::data, fmt::format("whether there is {}", wanted), true);
  finding.evidence = std::move(evidence);
  return finding;
}

// Nothing recorded matches: absent where the lists are complete.
Finding absent_finding(const Screening& screening, const RecordPattern& pattern,
                       const std::vector<RecordMatch>& matches) {
  if (!pattern.own_names.empty()) return unnamed_finding(screening, pattern);
  const std::vector<RecordList> lists = lists_of(screening, pattern);
  const std::string wanted = pattern_text(screening, pattern);
  Completeness completeness = completeness_of(screening, lists, pattern.window);
  if (!completeness.incomplete.empty()) {
    return unknown_finding(
        fmt::format("no {} on record, but the list of {} is not declared complete", wanted,
                    fmt::join(completeness.incomplete, " and of ")),
        OpenKind::data, fmt::format("whether there is {}", wanted), true);
  }
  if (const auto members = possible_members(screening, pattern); !members.empty()) {
    return unclear_class_finding(members, wanted);
  }
  const bool all_declared = std::all_of(lists.begin(), lists.end(), [&](RecordList list) {
    return screening.patient.is_complete(list);
  });
  Finding finding;
  finding.truth = Truth::no;
  finding.why = fmt::format("no {} in the {}list of {}{}", wanted, all_declared ? "complete " : "",
                            list_names(lists), all_declared ? "" : ", taken to be complete");
  finding.assumptions = std::move(completeness.assumptions);
  const bool of_time = !finding.assumptions.empty();
  for (const RecordList list : lists) {
    if (!screening.patient.is_complete(list)) continue;
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
    // Strictly, no list is taken to be complete: what is left besides names is the time ahead.
    Finding open = unknown_finding(
        of_time
            ? fmt::format("no {} on record, but the days from the screening date {} to {} are "
                          "still to come",
                          wanted, date_text(screening.options.as_of),
                          date_text(anchor_day(screening, pattern.window->anchor)))
            : fmt::format("whether a name outside the vocabulary means {} is not assumed", wanted),
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
  note_window(screening, pattern, matches, finding);
  return finding;
}

Finding find_dose_in_range(const Screening& screening, const DoseInRange& operation) {
  RecordPattern current = operation.record;
  if (!current.status && !current.window) current.status = RecordStatus::active;
  const std::vector<RecordMatch> matches = match_records(screening, current);
  DoseSum sum = sum_of_doses(screening, operation, matches);
  const std::string wanted = pattern_text(screening, operation.record);
  Completeness completeness =
      completeness_of(screening, lists_of(screening, current), current.window);
  if (!completeness.incomplete.empty()) {
    sum.open_ended = true;
    sum.unclear.push_back(fmt::format("the list of {} is not declared complete",
                                      fmt::join(completeness.incomplete, " and of ")));
  }
  if (screening.options.strict && !completeness.assumptions.empty()) {
    sum.open_ended = true;
    sum.unclear.push_back("more may come before " +
                          date_text(anchor_day(screening, current.window->anchor)));
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
  // That there is no more is only needed where more would change the answer.
  const Interval at_least{dose.low, std::nullopt};
  if (finding.truth != Truth::unknown && lies_in(at_least, operation.range) != finding.truth) {
    finding.assumptions = std::move(completeness.assumptions);
  }
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
  note_window(screening, current, matches, finding);
  return finding;
}

}  // namespace eligo
