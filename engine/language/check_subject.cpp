#include "language/check_subject.h"

#include <fmt/format.h>

namespace eligo {
namespace {

constexpr auto whole = ValueSet::Numbers::whole;
constexpr std::string_view age_in_months = "age in months";
constexpr std::string_view age_in_days = "age in days";

std::string window_text(const std::optional<TimeWindow>& window) {
  if (!window) return "";
  return fmt::format(" within {} before {}", period_text(window->period), name_of(window->anchor));
}

std::string conditions_text(const ResultConditions& conditions) {
  return fmt::format("{} {}{}", conditions.fasting ? " fasting" : "",
                     conditions.specimen ? name_of(*conditions.specimen) : "",
                     window_text(conditions.window));
}

std::string observation_text(const ObservationPattern& pattern) {
  return fmt::format("observation {}{}", pattern.analyte.index, conditions_text(pattern));
}

std::string record_text(const RecordPattern& pattern) {
  std::string text;
  for (const ConceptKind kind : pattern.kinds) text += fmt::format("{} ", name_of(kind));
  for (const ConceptId term : pattern.terms) text += fmt::format("{} ", term.index);
  for (const OwnName& name : pattern.own_names) text += fmt::format("\"{}\" ", name.comparable);
  for (const RecordException& exception : pattern.exceptions) {
    text += fmt::format("except {} ", exception.term.index);
    for (const std::string& outcome : exception.outcomes) text += fmt::format("\"{}\" ", outcome);
  }
  if (pattern.status) text += name_of(*pattern.status);
  return text + window_text(pattern.window);
}

Interval from(int low) {
  return {Bound{Rational(low), true}, std::nullopt};
}
Interval between(int low, int high) {
  return {Bound{Rational(low), true}, Bound{Rational(high), true}};
}

// Ages and durations in the finer unit that the coarser one is a whole number of.
struct FinerUnit {
  Period::Unit unit;
  int factor;
};
FinerUnit finer_unit(Period::Unit unit) {
  switch (unit) {
    case Period::Unit::years:
      return {Period::Unit::months, 12};
    case Period::Unit::weeks:
      return {Period::Unit::days, 7};
    case Period::Unit::months:
    case Period::Unit::days:
      return {unit, 1};
  }
  return {unit, 1};
}

// Completed years n are the completed months 12 n to 12 n + 11, and likewise weeks and days.
Interval completed_in_finer_unit(const Interval& range, int factor) {
  const ValueSet counts(range, whole);
  if (counts.empty()) return {Bound{1, true}, Bound{0, true}};
  Interval result = counts.intervals().front();
  if (result.low) result.low->value *= factor;
  if (result.high) result.high->value = result.high->value * factor + factor - 1;
  return result;
}

// A record that is not there has neither a time nor an age: a value of its own, in no range.
Interval or_absent() {
  return from(-1);
}

// A test that holds or does not.
SubjectValues yes_or_no(std::string subject) {
  return {std::move(subject), ValueSet(between(0, 1), whole), ValueSet(between(1, 1), whole)};
}

int result_count(const ObservationPattern& pattern, const Vocabulary& vocabulary) {
  return static_cast<int>(vocabulary[pattern.analyte].named_results.size());
}

}  // namespace

SubjectValues subject_values(const ObservedInRange& test, const Vocabulary& vocabulary) {
  const int results = result_count(test.observation, vocabulary);
  if (results > 0) {
    const ValueSet domain(between(1, results), whole);
    return {observation_text(test.observation), domain,
            ValueSet::intersection(domain, ValueSet(test.range, whole))};
  }
  constexpr auto all = ValueSet::Numbers::all;
  return {
      fmt::format("{} scale {}", observation_text(test.observation), static_cast<int>(test.scale)),
      ValueSet(Interval{}, all), ValueSet(test.range, all)};
}

SubjectValues subject_values(const MeasuredInRange& test, const Vocabulary&) {
  constexpr auto all = ValueSet::Numbers::all;
  const std::string& unit = test.unit ? test.unit->ucum : test.own_unit;
  return {fmt::format("measured \"{}\"{} scale {} in \"{}\"", test.observation.name.comparable,
                      conditions_text(test.observation), static_cast<int>(test.scale), unit),
          ValueSet(Interval{}, all), ValueSet(test.range, all)};
}

SubjectValues subject_values(const ObservedResult& test, const Vocabulary& vocabulary) {
  const ValueSet domain(between(1, result_count(test.observation, vocabulary)), whole);
  ValueSet others = domain;
  for (const std::uint32_t result : test.results) {
    const int position = static_cast<int>(result) + 1;
    others = ValueSet::difference(others, ValueSet(between(position, position), whole));
  }
  return {observation_text(test.observation), domain, ValueSet::difference(domain, others)};
}

SubjectValues subject_values(const AgeInRange& test, const Vocabulary&) {
  const FinerUnit finer = finer_unit(test.unit);
  const ValueSet domain(from(0), whole);
  const ValueSet ages(completed_in_finer_unit(test.range, finer.factor), whole);
  return {std::string(finer.unit == Period::Unit::months ? age_in_months : age_in_days), domain,
          ValueSet::intersection(domain, ages)};
}

SubjectValues subject_values(const OnsetAgeInRange& test, const Vocabulary&) {
  const FinerUnit finer = finer_unit(test.unit);
  const ValueSet ages(completed_in_finer_unit(test.range, finer.factor), whole);
  return {fmt::format("age at onset {} {}", static_cast<int>(finer.unit), record_text(test.record)),
          ValueSet(or_absent(), whole), ValueSet::intersection(ValueSet(from(0), whole), ages)};
}

SubjectValues subject_values(const DurationInRange& test, const Vocabulary&) {
  constexpr auto all = ValueSet::Numbers::all;
  const FinerUnit finer = finer_unit(test.unit);
  const ValueSet times(transformed(test.range, finer.factor, 0), all);
  return {fmt::format("duration {} {}", static_cast<int>(finer.unit), record_text(test.record)),
          ValueSet(or_absent(), all), ValueSet::intersection(ValueSet(from(0), all), times)};
}

SubjectValues subject_values(const DoseInRange& test, const Vocabulary&) {
  constexpr auto all = ValueSet::Numbers::all;
  return {fmt::format("dose {} {}", test.unit.ucum, record_text(test.record)),
          ValueSet(or_absent(), all),
          ValueSet::intersection(ValueSet(from(0), all), ValueSet(test.range, all))};
}

SubjectValues subject_values(const RecordFound& test, const Vocabulary&) {
  return yes_or_no("record " + record_text(test.record));
}
SubjectValues subject_values(const FactIs& test, const Vocabulary&) {
  return yes_or_no(fmt::format("fact {}", test.fact.index));
}
SubjectValues subject_values(const PatientSexIs& test, const Vocabulary&) {
  SubjectValues values = yes_or_no("sex");
  if (test.sex == Sex::male) {
    values.holds = ValueSet::difference(values.domain, values.holds);
  }
  return values;
}

std::optional<Period::Unit> unit_of_age_subject(const std::string& subject) {
  if (subject == age_in_months) return Period::Unit::months;
  if (subject == age_in_days) return Period::Unit::days;
  return std::nullopt;
}

}  // namespace eligo
