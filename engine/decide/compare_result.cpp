#include "decide/compare_result.h"

#include <fmt/format.h>

#include "decide/number_words.h"

namespace eligo {

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

std::string with_space(const std::string& unit) {
  if (unit.empty() || unit == "1") return {};
  return " " + unit;
}

void compare_with_range(const std::string& name, const std::string& words, const Interval& value,
                        const Interval& range, const std::string& unit, Compared& compared) {
  compared.truth = lies_in(value, range);
  if (const std::optional<Rational> single = value.single()) {
    compared.margin = margin_of(*single, range, unit);
    compared.why = fmt::format("{} is {}", words, relation_text(*single, range, unit));
    if (compared.margin) compared.why += fmt::format(" ({})", compared.margin->text);
  } else if (compared.truth == Truth::unknown) {
    compared.why = fmt::format("{} may or may not be {}", words, range_text(range, unit));
    compared.ask = fmt::format("{} as a number", name);
  } else {
    compared.why = fmt::format("{} is {}{}", words, compared.truth == Truth::yes ? "" : "not ",
                               range_text(range, unit));
  }
}

Compared compare_with_reference(const std::string& name, LimitScale scale, const Interval& range,
                                const Observation& observation) {
  const bool upper = scale == LimitScale::upper_reference_limit;
  const std::string limit_name = upper ? "upper reference limit" : "lower reference limit";
  const std::string multiple = upper ? " xULN" : " xLLN";
  const std::optional<Rational>& reference = upper ? observation.high : observation.low;
  Compared compared;
  compared.evidence = evidence_of(observation);
  if (!reference || sgn(*reference) <= 0) {
    compared.why = fmt::format("{} {}{} has no {} recorded with it", name,
                               recorded_value(observation), dated(observation), limit_name);
    compared.ask = fmt::format("the laboratory's {} for {}", limit_name, name);
    return compared;
  }
  const Rational factor = 1 / *reference;
  const Interval multiples = transformed(observation.value, factor, 0);
  const std::string reference_words =
      number_text(*reference, {}) + with_space(observation.unit_text);
  const std::optional<Rational> value = multiples.single();
  const std::string value_shown = value ? number_text(*value, range) : interval_text(multiples);
  const std::string words =
      fmt::format("{} {}{}, {}{} ({} {})", name, recorded_value(observation), dated(observation),
                  value_shown, multiple, limit_name, reference_words);
  compare_with_range(name, words, multiples, range, multiple, compared);
  if (value) compared.why = fmt::format("{}, is {}", words, relation_text(*value, range, multiple));
  compared.evidence.as =
      Evidence::Converted{value_shown, upper ? "xULN" : "xLLN",
                          fmt::format("÷ {}, its {}", reference_words, limit_name), ""};
  return compared;
}

Compared refused(const std::string& name, const Observation& observation,
                 const std::string& because) {
  Compared compared;
  compared.evidence = evidence_of(observation);
  compared.why = fmt::format("{} {}{} {}; not used", name, recorded_value(observation),
                             dated(observation), because);
  compared.ask = fmt::format("{}, measured or entered again", name);
  return compared;
}

}  // namespace eligo
