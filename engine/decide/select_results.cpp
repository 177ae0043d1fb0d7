#include "decide/select_results.h"

#include <fmt/format.h>

#include <algorithm>

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

// Why a result does not count for the pattern; empty where it does.
std::string unfit_because(const Screening& screening, const ObservationPattern& pattern,
                          const Observation& observation) {
  const Day as_of = screening.options.as_of;
  if (observation.date && observation.date->earliest > as_of) {
    return "is dated after the screening date";
  }
  if (pattern.fasting && !observation.fasting) return "is not stated to be fasting";
  if (pattern.fasting && !*observation.fasting) return "was not taken fasting";
  if (pattern.specimen && !observation.specimen.empty() &&
      observation.specimen != name_of(*pattern.specimen)) {
    return fmt::format("was measured in {}, not in {}", observation.specimen,
                       name_of(*pattern.specimen));
  }
  // Creatinine or glucose in urine is another analyte than in blood.
  const bool about_urine =
      folded_name(screening.vocabulary[pattern.analyte].name).find("urin") != std::string::npos;
  if (!pattern.specimen && !observation.named_result && !about_urine &&
      observation.specimen == name_of(Specimen::urine)) {
    return "was measured in urine";
  }
  return {};
}

bool surely_older(const Observation& a, const Observation& b) {
  return a.date && b.date && a.date->last_second < b.date->first_second;
}

}  // namespace

DayRange days_of(const TimeWindow& window, Day as_of) {
  return {before(as_of, window.period), as_of};
}

Truth in_window(const ObservationPattern& pattern, const Observation& observation, Day as_of) {
  if (!pattern.window) {
    // A partial date that reaches past the screening date may mean a later day.
    return observation.date && observation.date->latest > as_of ? Truth::unknown : Truth::yes;
  }
  if (!observation.date) return Truth::unknown;
  return lies_in(*observation.date, days_of(*pattern.window, as_of));
}

SelectedResults select_recorded_results(const Screening& screening,
                                        const ObservationPattern& pattern) {
  SelectedResults selected;
  std::vector<const Observation*> fitting;
  for (const Observation& observation : screening.patient.observations) {
    if (!screening.vocabulary.is_kind_of(observation.analyte, pattern.analyte)) continue;
    const std::string unfit = unfit_because(screening, pattern, observation);
    if (unfit.empty()) {
      fitting.push_back(&observation);
    } else {
      selected.notes.push_back(
          fmt::format("{} {}; not used ({})", described(observation), unfit, observation.path));
    }
  }
  for (const Observation* candidate : fitting) {
    const bool superseded =
        std::any_of(fitting.begin(), fitting.end(),
                    [&](const Observation* other) { return surely_older(*candidate, *other); });
    if (!superseded) selected.newest.push_back(candidate);
  }
  if (selected.newest.empty()) return selected;
  selected.in_window = in_window(pattern, *selected.newest.front(), screening.options.as_of);
  for (const Observation* candidate : selected.newest) {
    if (in_window(pattern, *candidate, screening.options.as_of) != selected.in_window) {
      selected.in_window = Truth::unknown;
    }
  }
  return selected;
}

std::string unusable_because(const Screening& screening, const Observation& observation) {
  constexpr int adult = 18;  // years
  if (!observation.readable) return "cannot be read";
  const std::string impossible = "is not a value that a living person can have";
  if (!observation.plausible) return impossible;
  const Interval& plausible = screening.vocabulary[observation.analyte].plausible_adult;
  const Day as_of = screening.options.as_of;
  const std::optional<DayRange> birth = birth_days(screening.patient, as_of);
  if (!observation.unit || !birth || birth->last > as_of ||
      completed_years(birth->last, as_of) < adult) {
    return {};
  }
  const auto converted = screening.vocabulary.to_default_unit(observation.analyte,
                                                              observation.value, *observation.unit);
  const bool can_be = !converted || lies_in(converted->value, plausible) != Truth::no;
  return can_be ? std::string() : "is not a value that a living adult can have";
}

std::string pattern_text(const Screening& screening, const ObservationPattern& pattern) {
  std::string text;
  if (pattern.fasting) text += "fasting ";
  if (pattern.specimen) text += fmt::format("{} ", name_of(*pattern.specimen));
  text += screening.vocabulary[pattern.analyte].name;
  if (pattern.window) {
    text += fmt::format(" within {} before {}", period_text(pattern.window->period),
                        name_of(pattern.window->anchor));
  }
  return text;
}

}  // namespace eligo
