#include "decide/select_results.h"

#include <fmt/format.h>

#include <algorithm>

#include "decide/anchored_window.h"
#include "decide/leaves.h"
#include "text/unicode.h"

namespace eligo {
namespace {

std::string described(const Observation& observation) {
  std::string text = observation.name + " " + observation.value_text;
  if (!observation.unit_text.empty()) text += " " + observation.unit_text;
  if (observation.date) text += " on " + observation.date->text;
  return text;
}

// What is measured in urine anyway: creatinine or glucose in urine is another analyte than in
// blood.
bool is_about_urine(std::string_view name) {
  return folded_name(name).find("urin") != std::string::npos;
}

// Why a result does not count; empty where it does. `name` is of what the rule observes.
std::string unfit_because(const Screening& screening, const ResultConditions& pattern,
                          std::string_view name, const Observation& observation) {
  if (observation.date && observation.date->earliest > screening.options.as_of) {
    return "is dated after the screening date";
  }
  if (observation.date && pattern.window) {
    const Day anchor = anchor_day(screening, pattern.window->anchor);
    if (observation.date->earliest > anchor) {
      return fmt::format("is dated after the {} on {}", name_of(pattern.window->anchor),
                         date_text(anchor));
    }
  }
  if (pattern.fasting && !observation.fasting) return "is not stated to be fasting";
  if (pattern.fasting && !*observation.fasting) return "was not taken fasting";
  if (pattern.specimen && !observation.specimen.empty() &&
      observation.specimen != name_of(*pattern.specimen)) {
    return fmt::format("was measured in {}, not in {}", observation.specimen,
                       name_of(*pattern.specimen));
  }
  if (!pattern.specimen && !observation.named_result &&
      observation.specimen == name_of(Specimen::urine) && !is_about_urine(name)) {
    return "was measured in urine";
  }
  return {};
}

bool surely_older(const Observation& a, const Observation& b) {
  return a.date && b.date && a.date->last_second < b.date->first_second;
}

// What makes a result too old, in words.
std::string limit_text(const Screening& screening, const ResultConditions& conditions) {
  if (conditions.window) {
    return "the days that count are " + days_text(days_of(screening, *conditions.window));
  }
  if (!screening.options.max_age) return {};
  return fmt::format("none older than {} is used (--max-age)",
                     period_text(*screening.options.max_age));
}

// Of the `candidates`, those that count and may be the newest.
SelectedResults select_of(const Screening& screening,
                          const std::vector<const Observation*>& candidates,
                          const ResultConditions& conditions, std::string_view name) {
  SelectedResults selected;
  selected.limit = limit_text(screening, conditions);
  selected.assumed = nothing_until_anchor(screening, conditions.window);
  selected.notes = anchor_notes(screening, conditions.window);
  std::vector<const Observation*> fitting;
  for (const Observation* observation : candidates) {
    const std::string unfit = unfit_because(screening, conditions, name, *observation);
    if (unfit.empty()) {
      fitting.push_back(observation);
    } else {
      selected.notes.push_back(
          fmt::format("{} {}; not used ({})", described(*observation), unfit, observation->path));
    }
  }
  for (const Observation* candidate : fitting) {
    const bool superseded =
        std::any_of(fitting.begin(), fitting.end(),
                    [&](const Observation* other) { return surely_older(*candidate, *other); });
    if (!superseded) selected.newest.push_back(candidate);
  }
  if (selected.newest.empty()) return selected;
  selected.in_window = is_in_time(screening, conditions, *selected.newest.front());
  for (const Observation* candidate : selected.newest) {
    if (is_in_time(screening, conditions, *candidate) != selected.in_window) {
      selected.in_window = Truth::unknown;
    }
    if (!conditions.window) continue;
    if (auto note = first_day_note(candidate->name, candidate->date, *conditions.window,
                                   days_of(screening, *conditions.window))) {
      selected.notes.push_back(*std::move(note));
    }
  }
  return selected;
}

// "fasting serum … within 2 weeks before enrollment", around a name
std::string conditions_text(const Screening& screening, const ResultConditions& conditions,
                            std::string_view name) {
  std::string text;
  if (conditions.fasting) text += "fasting ";
  if (conditions.specimen) text += fmt::format("{} ", name_of(*conditions.specimen));
  text += name;
  if (conditions.window) text += " " + window_text(screening, *conditions.window);
  return text;
}

}  // namespace

Truth is_in_time(const Screening& screening, const ResultConditions& conditions,
                 const Observation& observation) {
  const Day as_of = screening.options.as_of;
  const std::optional<Period>& max_age = screening.options.max_age;
  if (!conditions.window && !max_age) {
    // A partial date that reaches past the screening date may mean a later day.
    return observation.date && observation.date->latest > as_of ? Truth::unknown : Truth::yes;
  }
  if (!observation.date) return Truth::unknown;
  DayRange days{};
  if (conditions.window) {
    days = days_of(screening, *conditions.window);
    days.last = std::min(days.last, as_of);
  } else {
    days = {before(as_of, *max_age), as_of};
  }
  return lies_in(*observation.date, days);
}

SelectedResults select_recorded_results(const Screening& screening,
                                        const ObservationPattern& pattern) {
  std::vector<const Observation*> candidates;
  for (const Observation& observation : screening.patient.observations) {
    if (!observation.analyte) continue;
    if (!screening.vocabulary.is_kind_of(*observation.analyte, pattern.analyte)) continue;
    candidates.push_back(&observation);
  }
  return select_of(screening, candidates, pattern, screening.vocabulary[pattern.analyte].name);
}

SelectedResults select_recorded_results(const Screening& screening,
                                        const MeasuredPattern& pattern) {
  std::vector<const Observation*> candidates;
  for (const Observation& observation : screening.patient.observations) {
    if (observation.own_name == pattern.name.comparable) candidates.push_back(&observation);
  }
  return select_of(screening, candidates, pattern, pattern.name.text);
}

std::string unusable_because(const Screening& screening, const Observation& observation) {
  constexpr int adult = 18;  // years
  if (!observation.readable) return "cannot be read";
  const std::string impossible = "is not a value that a living person can have";
  if (!observation.plausible) return impossible;
  if (!observation.analyte) return {};
  const Interval& plausible = screening.vocabulary[*observation.analyte].plausible_adult;
  const Day as_of = screening.options.as_of;
  const std::optional<DayRange> birth = birth_days(screening.patient, as_of);
  if (!observation.unit || !birth || birth->last > as_of ||
      completed_years(birth->last, as_of) < adult) {
    return {};
  }
  const auto converted = screening.vocabulary.to_default_unit(*observation.analyte,
                                                              observation.value, *observation.unit);
  const bool can_be = !converted || lies_in(converted->value, plausible) != Truth::no;
  return can_be ? std::string() : "is not a value that a living adult can have";
}

std::string pattern_text(const Screening& screening, const ObservationPattern& pattern) {
  return conditions_text(screening, pattern, screening.vocabulary[pattern.analyte].name);
}

std::string pattern_text(const Screening& screening, const MeasuredPattern& pattern) {
  return conditions_text(screening, pattern, fmt::format("\"{}\"", pattern.name.text));
}

}  // namespace eligo
