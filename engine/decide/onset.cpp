#include <fmt/format.h>

#include <algorithm>

#include "decide/leaves.h"
#include "decide/match_record.h"
#include "decide/number_words.h"

namespace eligo {
namespace {

// When the earliest matching record began, or the finding that says why that is not known.
struct Onset {
  std::optional<PartialDate> date;
  const Record* record = nullptr;
  Finding otherwise;  // set where `date` is not
};

Onset earliest_onset(const Screening& screening, const RecordPattern& pattern) {
  Onset onset;
  RecordFound exists;
  exists.record = pattern;
  Finding found = find_record(screening, exists);
  // Without the record there is no onset, so nothing that can be said of one holds.
  if (found.truth != Truth::yes) {
    onset.otherwise = std::move(found);
    return onset;
  }
  // The earliest of those that surely match and say when they began. Vaguer entries ("diabetes"
  // beside "type 1 diabetes") do not take back what a definite one says.
  const std::vector<RecordMatch> matches = match_records(screening, pattern);
  const RecordMatch* earliest = nullptr;
  for (const RecordMatch& match : matches) {
    if (match.truth != Truth::yes || !match.record->start) continue;
    if (earliest == nullptr || match.record->start->earliest < earliest->record->start->earliest) {
      earliest = &match;
    }
  }
  if (earliest == nullptr) {
    const std::string what = pattern_text(screening, pattern);
    onset.otherwise =
        unknown_finding(fmt::format("the record does not say when {} began", what), OpenKind::data,
                        fmt::format("the onset date of {}", what), true);
    onset.otherwise.evidence = std::move(found.evidence);
    return onset;
  }
  onset.date = earliest->record->start;
  onset.record = earliest->record;
  return onset;
}

Interval completed_at(const DayRange& birth, const PartialDate& onset, Period::Unit unit) {
  return {Bound{Rational(completed(birth.last, onset.earliest, unit)), true},
          Bound{Rational(completed(birth.first, onset.latest, unit)), true}};
}

// The days on which something must have begun so that it has lasted for a time within `range`.
DayRange begun_between(const Interval& range, Period::Unit unit, Day as_of) {
  const auto ago = [&](const Bound& bound) {
    return before(as_of, Period{static_cast<int>(bound.value.get_num().get_si()), unit});
  };
  const std::chrono::days one{1};
  const Day long_ago{std::chrono::year{1} / 1 / 1};
  DayRange days{long_ago, as_of};
  if (range.low) days.last = range.low->inclusive ? ago(*range.low) : ago(*range.low) - one;
  if (range.high) days.first = range.high->inclusive ? ago(*range.high) : ago(*range.high) + one;
  return days;
}

}  // namespace

Finding find_onset_age_in_range(const Screening& screening, const OnsetAgeInRange& operation) {
  Onset onset = earliest_onset(screening, operation.record);
  const std::optional<DayRange> birth = birth_days(screening.patient, screening.options.as_of);
  if (!onset.date) {
    // Without a birth date the age stays open whatever is said of the onset.
    if (!birth && onset.otherwise.ask) onset.otherwise.ask->attestable = false;
    return std::move(onset.otherwise);
  }
  if (!birth) {
    return unknown_finding("no birth date or age on record", OpenKind::data, "birth date", false);
  }
  const Interval age = completed_at(*birth, *onset.date, operation.unit);
  const std::string unit = " " + period_text(Period{2, operation.unit}).substr(2);
  const std::string words =
      fmt::format("{} began {}, at age", onset.record->name, onset.date->text);
  Finding finding;
  finding.truth = lies_in(age, operation.range);
  if (const std::optional<Rational> value = age.single()) {
    finding.why = fmt::format("{} {}, {}", words, decimal_text(*value),
                              relation_text(*value, operation.range, unit));
    finding.nearest = margin_of(*value, operation.range, unit);
  } else {
    const std::string ages =
        fmt::format("{} to {}", decimal_text(age.low->value), decimal_text(age.high->value));
    const std::string limit = range_text(operation.range, unit);
    finding.why = finding.truth == Truth::unknown
                      ? fmt::format("{} {}: may or may not be {}", words, ages, limit)
                      : fmt::format("{} {}, {}{}", words, ages,
                                    finding.truth == Truth::yes ? "" : "not ", limit);
  }
  if (finding.truth == Truth::unknown) {
    finding.ask =
        Ask{OpenKind::data, fmt::format("the full onset date of {}", onset.record->name), true};
  }
  finding.evidence.push_back(evidence_of(*onset.record));
  Evidence born;
  born.path = screening.patient.age_path;
  born.name = screening.patient.birth_date ? "birth date" : "age";
  born.value = screening.patient.birth_date ? screening.patient.birth_date->text
                                            : decimal_text(*screening.patient.age_years);
  finding.evidence.push_back(std::move(born));
  return finding;
}

Finding find_duration_in_range(const Screening& screening, const DurationInRange& operation) {
  Onset onset = earliest_onset(screening, operation.record);
  if (!onset.date) return std::move(onset.otherwise);
  const Day as_of = screening.options.as_of;
  const DayRange days = begun_between(operation.range, operation.unit, as_of);
  const std::string unit = " " + period_text(Period{2, operation.unit}).substr(2);
  const std::string limit = range_text(operation.range, unit);
  const std::string began = fmt::format("{} began {}", onset.record->name, onset.date->text);
  Finding finding;
  finding.truth = lies_in(*onset.date, days);
  finding.evidence.push_back(evidence_of(*onset.record));
  switch (finding.truth) {
    case Truth::yes:
      finding.why = fmt::format("{}, {} before {}", began, limit, date_text(as_of));
      break;
    case Truth::no:
      finding.why = fmt::format("{}, not {} before {}", began, limit, date_text(as_of));
      break;
    case Truth::unknown:
      finding.why =
          fmt::format("{}, which may or may not be {} before {}", began, limit, date_text(as_of));
      finding.ask =
          Ask{OpenKind::data, fmt::format("the full onset date of {}", onset.record->name), true};
      break;
  }
  return finding;
}

}  // namespace eligo
