#include "synthetic_values.h"

#include <algorithm>
#include <cmath>

namespace eligo::bench {
namespace {

// Between the two ends of an interval that holds 95 in 100 lie 2 × 1.96 deviations.
constexpr double deviations_in_interval = 3.92;

// How many deviations a person is away from the middle of the healthy.
double deviations(const Distribution& distribution, const Person& person, Draws& draws) {
  double sum = person.male ? distribution.male : -distribution.male;
  double explained = 0;
  for (const auto& [cause, load] : distribution.load) {
    const auto found = person.causes.find(cause);
    if (found == person.causes.end()) continue;
    sum += load * found->second;
    explained += load * load;
  }
  sum += std::sqrt(1 - explained) * draws.normal();
  for (const auto& [condition, shift] : distribution.shift) {
    const auto found = person.conditions.find(condition);
    if (found != person.conditions.end()) sum += shift * found->second;
  }
  return sum;
}

// One deviation: of the value, or of its logarithm.
double spread_of(const Distribution& distribution) {
  const double width = distribution.shape == Shape::lognormal
                           ? natural_logarithm(distribution.high / distribution.low)
                           : distribution.high - distribution.low;
  return width / deviations_in_interval;
}

double value_at(const Distribution& distribution, double deviation) {
  const double from_middle = spread_of(distribution) * deviation;
  if (distribution.shape == Shape::lognormal) {
    return std::sqrt(distribution.low * distribution.high) * exponential(from_middle);
  }
  const double value = (distribution.low + distribution.high) / 2 + from_middle;
  return std::max(value, distribution.low / 3);  // far below it nobody is alive
}

// The equation of 2021, from creatinine in mg/dL: the source is in quantities.json.
double glomerular_filtration(double creatinine, const Person& person) {
  const double ratio = creatinine / (person.male ? 0.9 : 0.7);
  const double low = power(std::min(ratio, 1.0), person.male ? -0.302 : -0.241);
  const double high = power(std::max(ratio, 1.0), -1.200);
  return 142 * low * high * power(0.9938, person.age) * (person.male ? 1.0 : 1.012);
}

// A single glucose is mostly taken fasting and is below the average of a day.
double glycated_hemoglobin(double glucose, Draws& draws) {
  constexpr double average_to_single = 1.12;
  return (glucose * average_to_single + 46.7) / 28.7 + 0.25 * draws.normal();
}

}  // namespace

Person draw_person(const Quantities& quantities, Draws& draws) {
  Person person;
  person.male = draws.chance(0.5);
  person.age = 18 + 74 * (draws.uniform() + draws.uniform()) / 2;
  constexpr double mean_age = 55;
  for (const ConditionShare& condition : quantities.conditions) {
    const double share = std::min(0.95, condition.share * person.age / mean_age);
    if (draws.chance(share)) person.conditions[condition.name] = draws.uniform(0.3, 1.7);
  }
  for (const char* cause : {"metabolic", "renal", "hepatic", "lipid", "electrolyte", "red", "white",
                            "inflammation", "pressure"}) {
    person.causes[cause] = draws.normal();
  }
  return person;
}

std::vector<double> draw_values(const std::vector<Quantity>& asked, const Person& person,
                                Draws& draws) {
  std::vector<double> values(asked.size());
  std::map<std::string, double> by_key;
  const auto set = [&](std::size_t at, double value) {
    values[at] = value;
    by_key[asked[at].key] = value;
  };
  for (std::size_t i = 0; i < asked.size(); ++i) {
    const Distribution& distribution = asked[i].distribution;
    if (distribution.shape != Shape::normal && distribution.shape != Shape::lognormal) continue;
    set(i, value_at(distribution, deviations(distribution, person, draws)));
  }
  for (std::size_t i = 0; i < asked.size(); ++i) {
    switch (asked[i].distribution.shape) {
      case Shape::average_glucose:
        set(i, glycated_hemoglobin(by_key.at("glucose"), draws));
        break;
      case Shape::glomerular_filtration:
        set(i, glomerular_filtration(by_key.at("creatinine"), person));
        break;
      case Shape::total_cholesterol:
        set(i, by_key.at("ldl_cholesterol") + by_key.at("hdl_cholesterol") +
                   by_key.at("triglycerides") / 5);
        break;
      case Shape::normal:
      case Shape::lognormal:
        break;
    }
  }
  return values;
}

double draw_another_day(const Distribution& distribution, double value, Draws& draws) {
  constexpr double deviations_between_days = 0.6;
  const double deviation = deviations_between_days * draws.normal();
  switch (distribution.shape) {
    case Shape::normal:
      return std::max(value + spread_of(distribution) * deviation, distribution.low / 3);
    case Shape::lognormal:
      return value * exponential(spread_of(distribution) * deviation);
    case Shape::average_glucose:
    case Shape::glomerular_filtration:
    case Shape::total_cholesterol:
      break;
  }
  return value * exponential(0.1 * deviation);
}

}  // namespace eligo::bench
