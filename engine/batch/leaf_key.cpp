#include "batch/leaf_key.h"

#include <fmt/format.h>

namespace eligo::batch {
namespace {

std::string key_of(const std::optional<TimeWindow>& window) {
  if (!window) return "-";
  return fmt::format("{} {} {}", window->period.count, static_cast<int>(window->period.unit),
                     static_cast<int>(window->anchor));
}

// Texts with their lengths, so that no two lists of them read alike.
std::string key_of(const std::string& text) {
  return fmt::format("{}:{}", text.size(), text);
}

std::string key_of(const ResultConditions& conditions) {
  return fmt::format("{} {} {}", conditions.fasting,
                     conditions.specimen ? static_cast<int>(*conditions.specimen) : -1,
                     key_of(conditions.window));
}

std::string key_of(const RecordPattern& pattern) {
  std::string key;
  for (const ConceptKind kind : pattern.kinds) key += fmt::format("k{}", static_cast<int>(kind));
  for (const ConceptId term : pattern.terms) key += fmt::format("t{}", term.index);
  for (const OwnName& name : pattern.own_names) key += "n" + key_of(name.comparable);
  for (const RecordException& exception : pattern.exceptions) {
    key += fmt::format("e{}", exception.term.index);
    for (const std::string& outcome : exception.outcomes) key += "o" + key_of(outcome);
  }
  if (pattern.status) key += fmt::format("s{}", static_cast<int>(*pattern.status));
  return key + "w" + key_of(pattern.window);
}

}  // namespace

std::string range_key(const Interval& range) {
  const auto end = [](const std::optional<Bound>& bound) {
    return bound ? fmt::format("{}{}", bound->inclusive ? "=" : "", bound->value.get_str()) : "";
  };
  return fmt::format("[{},{}]", end(range.low), end(range.high));
}

std::string leaf_key(const ObservedResult& leaf) {
  std::string key = fmt::format("result {} {}", leaf.observation.analyte.index,
                                key_of(static_cast<const ResultConditions&>(leaf.observation)));
  for (const std::uint32_t result : leaf.results) key += fmt::format(" {}", result);
  return key;
}

std::string leaf_key(const MeasuredInRange& leaf) {
  return fmt::format("measured {} {} {} {} {} {}", key_of(leaf.observation.name.comparable),
                     key_of(static_cast<const ResultConditions&>(leaf.observation)),
                     static_cast<int>(leaf.scale), range_key(leaf.range), key_of(leaf.unit_text),
                     key_of(leaf.own_unit));
}

std::string leaf_key(const OnsetAgeInRange& leaf) {
  return fmt::format("onset age {} {} {}", key_of(leaf.record), static_cast<int>(leaf.unit),
                     range_key(leaf.range));
}

std::string leaf_key(const DurationInRange& leaf) {
  return fmt::format("duration {} {} {}", key_of(leaf.record), static_cast<int>(leaf.unit),
                     range_key(leaf.range));
}

std::string leaf_key(const DoseInRange& leaf) {
  return fmt::format("dose {} {} {}", key_of(leaf.record), key_of(leaf.unit.ucum),
                     range_key(leaf.range));
}

std::string leaf_key(const RecordFound& leaf) {
  return "record " + key_of(leaf.record);
}

std::string leaf_key(const FactIs& leaf) {
  return fmt::format("fact {}", leaf.fact.index);
}

}  // namespace eligo::batch
