#include <fmt/format.h>

#include <algorithm>
#include <type_traits>
#include <utility>

#include "decide/body_mass_index.h"
#include "decide/leaves.h"
#include "decide/newest_result.h"
#include "decide/number_words.h"
#include "vocabulary/vocabulary.h"

namespace eligo {
namespace {

// The value and the range in the unit that an explanation compares them in.
struct Comparable {
  Interval value;
  Interval range;
  std::string unit;
  std::optional<Evidence::Converted> converted;
};

std::optional<Comparable> brought_together(const Screening& screening,
                                           const ObservedInRange& operation,
                                           const Observation& observation) {
  const Concept& analyte = screening.vocabulary[operation.observation.analyte];
  if (!observation.unit || !analyte.unit) return std::nullopt;
  const std::optional<ConvertedValue> converted = screening.vocabulary.to_default_unit(
      operation.observation.analyte, observation.value, *observation.unit);
  if (!converted) return std::nullopt;
  const std::optional<Unit> written_unit =
      operation.written_unit.empty() ? analyte.unit
                                     : screening.vocabulary.units().parse(operation.written_unit);
  // Where record and rule use one unit, nothing needs converting to compare them.
  if (written_unit && observation.unit->same_as(*written_unit)) {
    return Comparable{observation.value, operation.written, operation.written_unit, std::nullopt};
  }
  Comparable result{converted->value, operation.range, analyte.unit->ucum, std::nullopt};
  if (written_unit && written_unit->same_as(*analyte.unit)) result.unit = operation.written_unit;
  if (!observation.unit->same_as(*analyte.unit)) {
    const std::optional<Rational> value = converted->value.single();
    result.converted = Evidence::Converted{
        value ? number_text(*value, operation.range) : interval_text(converted->value), result.unit,
        converted->step, converted->source};
  }
  return result;
}

std::string value_words(const Observation& observation, const Comparable& comparable) {
  if (!comparable.converted) return recorded_value(observation);
  // A step of factor 1 ("mEq/L" to "mmol/L") has nothing to show.
  const std::string& step = comparable.converted->step;
  return fmt::format("{}{} ({}{}{})", comparable.converted->value,
                     with_space(comparable.converted->unit), recorded_value(observation),
                     step.empty() ? "" : " ", step);
}

Compared compare_absolute(const Screening& screening, const ObservedInRange& operation,
                          const Observation& observation) {
  Compared compared;
  compared.evidence = evidence_of(observation);
  const std::string& name = screening.vocabulary[operation.observation.analyte].name;
  const std::optional<Comparable> comparable = brought_together(screening, operation, observation);
  if (!comparable) {
    compared.why =
        fmt::format("{} {}{} cannot be compared: \"{}\" is no unit of {} that converts", name,
                    recorded_value(observation), dated(observation), observation.unit_text, name);
    compared.ask = fmt::format(
        "{} in {}", name, operation.written_unit.empty() ? "its own unit" : operation.written_unit);
    return compared;
  }
  compared.evidence.as = comparable->converted;
  const std::string words =
      fmt::format("{} {}{}", name, value_words(observation, *comparable), dated(observation));
  compare_with_range(name, words, comparable->value, comparable->range,
                     with_space(comparable->unit), compared);
  return compared;
}

Compared compare_ordered_result(const Screening& screening, const ObservedInRange& operation,
                                const Observation& observation) {
  const Concept& analyte = screening.vocabulary[operation.observation.analyte];
  Compared compared;
  compared.evidence = evidence_of(observation);
  const Rational position = *observation.named_result + 1;
  compared.truth = lies_in(Interval::exactly(position), operation.range);
  compared.why =
      fmt::format("{} {}{} is {}what the rule names", analyte.name, observation.value_text,
                  dated(observation), compared.truth == Truth::yes ? "" : "not ");
  return compared;
}

Compared compare(const Screening& screening, const ObservedInRange& operation,
                 const Observation& observation) {
  Compared compared;
  if (observation.named_result) {
    compared = compare_ordered_result(screening, operation, observation);
  } else if (operation.scale == LimitScale::absolute) {
    compared = compare_absolute(screening, operation, observation);
  } else {
    compared = compare_with_reference(screening.vocabulary[operation.observation.analyte].name,
                                      operation.scale, operation.range, observation);
  }
  // A multiple of a reference limit does not depend on the unit that both share.
  if (observation.unit_defaulted && operation.scale == LimitScale::absolute) {
    compared.assumptions.push_back(fmt::format("the record gives no unit for {} ({}); read as {}",
                                               observation.name, observation.path,
                                               observation.unit_text));
  }
  return compared;
}

Compared compare_named(const Screening& screening, const ObservedResult& operation,
                       const Observation& observation) {
  const Concept& analyte = screening.vocabulary[operation.observation.analyte];
  Compared compared;
  compared.evidence = evidence_of(observation);
  if (!observation.named_result) {
    compared.why = fmt::format("{} {}{} is none of the results it can have", analyte.name,
                               observation.value_text, dated(observation));
    compared.ask = analyte.name;
    return compared;
  }
  const bool named = std::find(operation.results.begin(), operation.results.end(),
                               *observation.named_result) != operation.results.end();
  std::string wanted;
  for (const std::uint32_t result : operation.results) {
    if (!wanted.empty()) wanted += " or ";
    wanted += analyte.named_results[result];
  }
  compared.truth = named ? Truth::yes : Truth::no;
  compared.why =
      fmt::format("{} is {}{}", analyte.name, observation.value_text, dated(observation));
  if (!named) compared.why += ", not " + wanted;
  return compared;
}

// `attestable`: whether somebody's word can settle it where no result does.
template <typename Operation, typename Compare>
Finding decide_observed(const Screening& screening, const Operation& operation,
                        const Compare& compare_one, bool attestable) {
  const ObservationPattern& pattern = operation.observation;
  if (std::optional<Finding> other_sex = not_for_this_sex(screening, {pattern.analyte})) {
    return *other_sex;
  }
  SelectedResults selected = select_recorded_results(screening, pattern);
  std::optional<DerivedBodyMassIndex> derived;
  if (selected.newest.empty() && is_body_mass_index(screening, pattern.analyte)) {
    derived = derived_body_mass_index(screening);
    if (derived) {
      if constexpr (std::is_same_v<Operation, ObservedInRange>) {
        derived->index.value_text = number_text(*derived->index.value.single(), operation.range);
      }
      selected.newest = {&derived->index};
      selected.in_window = is_in_time(screening, pattern, derived->index);
    }
  }
  const bool counts = selected.in_window == Truth::yes;
  const std::string wanted = pattern_text(screening, pattern);
  const ResultQuestion question{screening.vocabulary[pattern.analyte].name,
                                wanted,
                                fmt::format("no {} on record", wanted),
                                wanted,
                                attestable,
                                pattern.window.has_value()};
  Finding finding = decide_by_newest(screening, question, std::move(selected),
                                     [&](const Observation& observation) {
                                       return compare_one(screening, operation, observation);
                                     });
  if (derived && counts) {
    finding.why += "; " + derived->words;
    finding.evidence.clear();
    for (const Observation* source : derived->from) {
      finding.evidence.push_back(evidence_of(*source));
    }
  }
  return finding;
}

}  // namespace

Finding find_observed_in_range(const Screening& screening, const ObservedInRange& operation) {
  return decide_observed(screening, operation, compare, false);
}

Finding find_observed_result(const Screening& screening, const ObservedResult& operation) {
  // "Negative" is not a measured value: somebody who has seen the report can say so.
  return decide_observed(screening, operation, compare_named, true);
}

}  // namespace eligo
