#include <fmt/format.h>

#include <algorithm>

#include "decide/leaves.h"

namespace eligo {
namespace {

// What the record says of one fact, as far as it counts on the screening date.
struct Statements {
  std::vector<const Fact*> newest;  // several where the record does not say which is the newest
  Truth in_time = Truth::yes;
  std::vector<std::string> notes;  // those that are not used, and why
};

// A fact without a date is about the screening date.
PartialDate date_of_fact(const Fact& fact, Day as_of) {
  return fact.date ? *fact.date : date_of(as_of);
}

std::string stated_text(const Concept& subject, const Fact& fact) {
  const std::string text = fmt::format("{}{}", fact.value ? "" : "not ", subject.name);
  return fact.date ? fmt::format("{} on {}", text, fact.date->text) : text;
}

// The days on which a statement must have been made so that it still counts.
DayRange days_that_count(const Screening& screening, const Concept& subject) {
  const Day as_of = screening.options.as_of;
  if (screening.options.max_age) return {before(as_of, *screening.options.max_age), as_of};
  if (subject.passing) return {as_of, as_of};
  return {Day{std::chrono::year{1} / 1 / 1}, as_of};
}

std::string too_old_because(const Screening& screening) {
  if (!screening.options.max_age) return "it may have changed since";
  return fmt::format("none older than {} is used (--max-age)",
                     period_text(*screening.options.max_age));
}

Statements statements_of(const Screening& screening, ConceptId fact) {
  const Concept& subject = screening.vocabulary[fact];
  const Day as_of = screening.options.as_of;
  Statements statements;
  std::vector<const Fact*> counting;
  for (const Fact& stated : screening.patient.facts) {
    if (stated.fact != fact) continue;
    if (stated.date && stated.date->earliest > as_of) {
      statements.notes.push_back(fmt::format("{} is dated after the screening date; not used ({})",
                                             stated_text(subject, stated), stated.path));
    } else {
      counting.push_back(&stated);
    }
  }
  for (const Fact* candidate : counting) {
    const bool superseded = std::any_of(counting.begin(), counting.end(), [&](const Fact* other) {
      return date_of_fact(*candidate, as_of).last_second < date_of_fact(*other, as_of).first_second;
    });
    if (!superseded) statements.newest.push_back(candidate);
  }
  const DayRange days = days_that_count(screening, subject);
  for (const Fact* candidate : statements.newest) {
    const Truth in_time = lies_in(date_of_fact(*candidate, as_of), days);
    if (candidate == statements.newest.front()) statements.in_time = in_time;
    if (in_time != statements.in_time) statements.in_time = Truth::unknown;
  }
  return statements;
}

// A recorded condition can make a fact true; its absence never makes one false.
Finding implied_by_records(const Screening& screening, const Concept& fact) {
  Finding implied;
  for (const ConceptId term : fact.implied_by) {
    RecordFound record;
    record.record.kinds = {screening.vocabulary[term].kind};
    record.record.terms = {term};
    record.record.status = RecordStatus::active;
    Finding found = find_record(screening, record);
    if (found.truth == Truth::yes && found.assumptions.empty()) implied = std::move(found);
  }
  return implied;
}

Evidence evidence_of(const Concept& subject, const Fact& fact) {
  Evidence evidence;
  evidence.path = fact.path;
  evidence.name = subject.name;
  evidence.value = fact.value ? "true" : "false";
  if (fact.date) evidence.date = fact.date->text;
  return evidence;
}

// What the newest statements say, all of them in time.
Finding finding_of(const Concept& subject, const Statements& statements, Finding implied) {
  const Fact& newest = *statements.newest.front();
  const bool agree = std::all_of(statements.newest.begin(), statements.newest.end(),
                                 [&](const Fact* fact) { return fact->value == newest.value; });
  Finding finding;
  if (!agree) {
    finding = unknown_finding(
        fmt::format("the record says both {} and not {}, and not which of them is the newest",
                    subject.name, subject.name),
        OpenKind::data, subject.name, true);
  } else if (!newest.value && implied.truth == Truth::yes) {
    finding = unknown_finding(
        fmt::format("the record says {}: false, but {}", subject.name, implied.why), OpenKind::data,
        fmt::format("{}: which of the two entries is right", subject.name), true);
  } else {
    finding.truth = newest.value ? Truth::yes : Truth::no;
    finding.why = "recorded as " + stated_text(subject, newest);
  }
  for (const Fact* fact : statements.newest)
    finding.evidence.push_back(evidence_of(subject, *fact));
  if (agree && !newest.value) {
    finding.evidence.insert(finding.evidence.end(), implied.evidence.begin(),
                            implied.evidence.end());
  }
  return finding;
}

}  // namespace

Finding find_fact(const Screening& screening, const FactIs& operation) {
  if (std::optional<Finding> other_sex = not_for_this_sex(screening, {operation.fact})) {
    return *other_sex;
  }
  const Concept& subject = screening.vocabulary[operation.fact];
  Statements statements = statements_of(screening, operation.fact);
  Finding implied = implied_by_records(screening, subject);
  Finding finding;
  if (!statements.newest.empty() && statements.in_time == Truth::yes) {
    finding = finding_of(subject, statements, std::move(implied));
  } else if (implied.truth == Truth::yes) {
    finding = std::move(implied);
  } else if (statements.newest.empty()) {
    finding = unknown_finding(fmt::format("the record does not say: {}", subject.name),
                              OpenKind::data, subject.name, true);
  } else {
    const std::string stated = stated_text(subject, *statements.newest.front());
    const std::string today = date_text(screening.options.as_of);
    finding = unknown_finding(
        statements.in_time == Truth::no
            ? fmt::format("the record says {}: {}", stated, too_old_because(screening))
            : fmt::format("the record says {}, and not whether that was in time: {}", stated,
                          too_old_because(screening)),
        OpenKind::data, fmt::format("{} on {}", subject.name, today), true);
    for (const Fact* fact : statements.newest) {
      finding.evidence.push_back(evidence_of(subject, *fact));
      finding.notes.push_back(fmt::format("{} is not used for the screening on {} ({})",
                                          stated_text(subject, *fact), today, fact->path));
    }
  }
  for (std::string& note : statements.notes) finding.notes.push_back(std::move(note));
  return finding;
}

}  // namespace eligo
