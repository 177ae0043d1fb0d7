#include <fmt/format.h>

#include <algorithm>
#include <type_traits>

#include "decide/body_mass_index.h"
#include "decide/leaves.h"
#include "decide/number_words.h"
#include "decide/select_results.h"
#include "vocabulary/vocabulary.h"

namespace eligo {
namespace {

// One result held against a limit.
struct Compared {
  Truth truth = Truth::unknown;
  std::string why;
  Evidence evidence;
  std::vector<std::string> assumptions;
  std::optional<Margin> margin;
  std::string ask;  // what would settle it where the result itself cannot
};

std::string with_space(const std::string& unit) {
  if (unit.empty() || unit == "1") return {};
  return " " + unit;
}

Evidence evidence_of(const Observation& observation) {
  Evidence evidence;
  evidence.path = observation.path;
  evidence.name = observation.name;
  evidence.value = observation.value_text;
  evidence.unit = observation.unit_text;
  if (observation.date) evidence.date = observation.date->text;
  return evidence;
}

std::string dated(const Observation& observation) {
  return observation.date ? " on " + observation.date->text : " (no date recorded)";
}

std::string recorded_value(const Observation& observation) {
  return observation.value_text + with_space(observation.unit_text);
}

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
  return fmt::format("{}{} ({} {})", comparable.converted->value,
                     with_space(comparable.converted->unit), recorded_value(observation),
                     comparable.converted->step);
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
  compared.truth = lies_in(comparable->value, comparable->range);
  const std::string unit = with_space(comparable->unit);
  const std::string words =
      fmt::format("{} {}{}", name, value_words(observation, *comparable), dated(observation));
  const std::optional<Rational> value = comparable->value.single();
  if (value) {
    compared.margin = margin_of(*value, comparable->range, unit);
    compared.why = fmt::format("{} is {}", words, relation_text(*value, comparable->range, unit));
    if (compared.margin) compared.why += fmt::format(" ({})", compared.margin->text);
  } else if (compared.truth == Truth::unknown) {
    compared.why =
        fmt::format("{} may or may not be {}", words, range_text(comparable->range, unit));
    compared.ask = fmt::format("{} as a number", name);
  } else {
    compared.why = fmt::format("{} is {}{}", words, compared.truth == Truth::yes ? "" : "not ",
                               range_text(comparable->range, unit));
  }
  return compared;
}

// A result in multiples of its own laboratory's reference limit.
Compared compare_with_reference(const Screening& screening, const ObservedInRange& operation,
                                const Observation& observation) {
  const bool upper = operation.scale == LimitScale::upper_reference_limit;
  const std::string limit_name = upper ? "upper reference limit" : "lower reference limit";
  const std::string multiple = upper ? " xULN" : " xLLN";
  const std::string& name = screening.vocabulary[operation.observation.analyte].name;
  const std::optional<Rational>& reference = upper ? observation.high : observation.low;
  Compared compared;
  compared.evidence = evidence_of(observation);
  if (!reference || sgn(*reference) <= 0) {
    compared.why = fmt::format("{} {}{} has no {} recorded with it", name,
                               recorded_value(observation), dated(observation), limit_name);
    compared.ask = fmt::format("the laboratory's {} for {}", limit_name, name);
    return compared;
  }
  const Rational scale = 1 / *reference;
  const Interval multiples = transformed(observation.value, scale, 0);
  compared.truth = lies_in(multiples, operation.range);
  const std::string reference_words =
      number_text(*reference, {}) + with_space(observation.unit_text);
  const std::optional<Rational> value = multiples.single();
  const std::string value_shown =
      value ? number_text(*value, operation.range) : interval_text(multiples);
  compared.evidence.as =
      Evidence::Converted{value_shown, upper ? "xULN" : "xLLN",
                          fmt::format("÷ {}, its {}", reference_words, limit_name), ""};
  const std::string words =
      fmt::format("{} {}{}, {}{} ({} {})", name, recorded_value(observation), dated(observation),
                  value_shown, multiple, limit_name, reference_words);
  if (value) {
    compared.margin = margin_of(*value, operation.range, multiple);
    compared.why =
        fmt::format("{}, is {}", words, relation_text(*value, operation.range, multiple));
  } else if (compared.truth == Truth::unknown) {
    compared.why =
        fmt::format("{} may or may not be {}", words, range_text(operation.range, multiple));
    compared.ask = fmt::format("{} as a number", name);
  } else {
    compared.why = fmt::format("{} is {}{}", words, compared.truth == Truth::yes ? "" : "not ",
                               range_text(operation.range, multiple));
  }
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

// A result that cannot be used; no older one may take its place.
Compared refused(const std::string& name, const Observation& observation,
                 const std::string& because) {
  Compared compared;
  compared.evidence = evidence_of(observation);
  compared.why = fmt::format("{} {}{} {}; not used", name, recorded_value(observation),
                             dated(observation), because);
  compared.ask = fmt::format("{}, measured or entered again", name);
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
    compared = compare_with_reference(screening, operation, observation);
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

void refuse_assumptions(const Screening& screening, Finding& finding) {
  if (!screening.options.strict || finding.assumptions.empty()) return;
  finding.truth = Truth::unknown;
  finding.why += "; not used, since no assumption is allowed";
  finding.ask = Ask{OpenKind::data, "the unit of the result", false};
  finding.assumptions.clear();
}

Finding missing_result(const Screening& screening, const ObservationPattern& pattern,
                       SelectedResults selected, bool attestable) {
  const std::string wanted = pattern_text(screening, pattern);
  Finding finding =
      unknown_finding(fmt::format("no {} on record", wanted), OpenKind::data, wanted, attestable);
  finding.notes = std::move(selected.notes);
  return finding;
}

// Decides by the newest result; where the record leaves open which that is, by what all of the
// candidates agree on. `attestable`: whether somebody's word can settle it where no result does.
template <typename Operation, typename Compare>
Finding decide_by_newest(const Screening& screening, const Operation& operation,
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
      selected.in_window = in_window(pattern, derived->index, screening.options.as_of);
    }
  }
  if (selected.newest.empty()) {
    return missing_result(screening, pattern, std::move(selected), attestable);
  }

  Finding finding;
  finding.notes = std::move(selected.notes);
  const std::string wanted = pattern_text(screening, pattern);
  if (selected.in_window != Truth::yes) {
    const Observation& newest = *selected.newest.front();
    finding.why = selected.in_window == Truth::no
                      ? fmt::format("the newest {}{} is too old", newest.name, dated(newest))
                      : fmt::format("the record does not say whether {}{} is in time", newest.name,
                                    dated(newest));
    finding.evidence.push_back(evidence_of(newest));
    finding.ask = Ask{OpenKind::data, wanted, attestable};
    return finding;
  }
  bool first = true;
  bool agree = true;
  for (const Observation* observation : selected.newest) {
    const std::string unusable = unusable_because(screening, *observation);
    Compared compared = unusable.empty() ? compare_one(screening, operation, *observation)
                                         : refused(screening.vocabulary[pattern.analyte].name,
                                                   *observation, unusable);
    finding.evidence.push_back(std::move(compared.evidence));
    if (first) {
      finding.truth = compared.truth;
      finding.why = std::move(compared.why);
      finding.nearest = std::move(compared.margin);
      finding.assumptions = std::move(compared.assumptions);
      if (compared.truth == Truth::unknown) {
        finding.ask = Ask{OpenKind::data, compared.ask.empty() ? wanted : compared.ask, attestable};
      }
      first = false;
      continue;
    }
    if (compared.truth != finding.truth) agree = false;
    finding.why += "; " + compared.why;
    finding.assumptions.insert(finding.assumptions.end(), compared.assumptions.begin(),
                               compared.assumptions.end());
  }
  if (derived) {
    finding.why += "; " + derived->words;
    finding.evidence.clear();
    for (const Observation* source : derived->from) {
      finding.evidence.push_back(evidence_of(*source));
    }
  }
  if (!agree) {
    finding.truth = Truth::unknown;
    finding.why += "; the record does not say which of them is the newest";
    finding.ask = Ask{OpenKind::data, fmt::format("which {} is the newest", wanted), attestable};
  }
  if (finding.truth == Truth::unknown) {
    finding.nearest.reset();
    finding.assumptions.clear();
  }
  refuse_assumptions(screening, finding);
  return finding;
}

}  // namespace

Finding find_observed_in_range(const Screening& screening, const ObservedInRange& operation) {
  return decide_by_newest(screening, operation, compare, false);
}

Finding find_observed_result(const Screening& screening, const ObservedResult& operation) {
  // "Negative" is not a measured value: somebody who has seen the report can say so.
  return decide_by_newest(screening, operation, compare_named, true);
}

}  // namespace eligo
