// The peer that an engineer would write without Eligo: parse each line into a tree with nlohmann's
// library, look up what the trials ask for, compare, count. It knows the trials from trials.json.

#include <CLI/CLI.hpp>
#include <array>
#include <cmath>
#include <cstdio>
#include <exception>
#include <fstream>
#include <iostream>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

namespace {

using Json = nlohmann::json;

constexpr double infinity = std::numeric_limits<double>::infinity();

// Both ends included; one value is an interval of itself.
struct Interval {
  double low = -infinity;
  double high = infinity;
};

struct Conversion {
  double multiply = 1;
  double divide = 1;
  double add = 0;
  double operator()(double value) const { return value * multiply / divide + add; }
};

struct Quantity {
  std::string key;
  std::string vital;
  std::map<std::string, Conversion> units;
};

enum class Truth { no, yes, unknown };

struct Criterion {
  std::string id;
  std::size_t quantity = 0;
  bool exclusion = false;
  Interval wanted;
  std::array<std::size_t, 3> results{};  // fail, pass, unknown
  std::size_t fails_alone = 0;
};

struct Trial {
  std::string id;
  std::vector<Criterion> criteria;
  std::size_t eligible = 0;
  std::size_t ineligible = 0;
  std::size_t undetermined = 0;
};

struct Study {
  std::vector<Quantity> quantities;
  std::map<std::string, std::size_t> by_name;  // names and codes of results
  std::vector<Trial> trials;
};

double above(double value) {
  return std::nextafter(value, infinity);
}

double below(double value) {
  return std::nextafter(value, -infinity);
}

Quantity read_quantity(const Json& json) {
  Quantity quantity;
  quantity.key = json["key"];
  quantity.vital = json.value("vital", "");
  for (const Json& unit : json["units"]) {
    Conversion conversion;
    if (unit.contains("multiply"))
      conversion.multiply = std::stod(unit["multiply"].get<std::string>());
    if (unit.contains("divide")) conversion.divide = std::stod(unit["divide"].get<std::string>());
    if (unit.contains("add")) conversion.add = std::stod(unit["add"].get<std::string>());
    quantity.units[unit["unit"]] = conversion;
  }
  return quantity;
}

Criterion read_criterion(const Json& json, const std::vector<Quantity>& quantities) {
  Criterion criterion;
  criterion.id = json["id"];
  criterion.exclusion = json["kind"] == "exclusion";
  while (quantities.at(criterion.quantity).key != json["quantity"]) ++criterion.quantity;
  const Conversion& to_first = quantities[criterion.quantity].units.at(json["unit"]);
  const auto limit = [&](const Json& end) {
    return to_first(std::stod(end["limit"].get<std::string>()));
  };
  if (json.contains("low")) {
    const double low = limit(json["low"]);
    criterion.wanted.low = json["low"]["included"] ? low : above(low);
  }
  if (json.contains("high")) {
    const double high = limit(json["high"]);
    criterion.wanted.high = json["high"]["included"] ? high : below(high);
  }
  return criterion;
}

Study read_study(const std::string& file) {
  std::ifstream in(file);
  if (!in) throw std::runtime_error(file + " cannot be opened");
  const Json json = Json::parse(in);
  Study study;
  for (const Json& quantity : json["quantities"]) {
    const std::size_t place = study.quantities.size();
    study.quantities.push_back(read_quantity(quantity));
    if (!quantity.contains("names")) continue;
    for (const Json& name : quantity["names"]) study.by_name[name] = place;
    study.by_name[quantity["loinc"]] = place;
  }
  for (const Json& trial : json["trials"]) {
    Trial& added = study.trials.emplace_back();
    added.id = trial["id"];
    for (const Json& criterion : trial["criteria"]) {
      added.criteria.push_back(read_criterion(criterion, study.quantities));
    }
  }
  return study;
}

// What one result says, in the first unit of its quantity; nothing where the unit is not known.
std::optional<Interval> value_of(const Json& result, const Quantity& quantity) {
  const auto unit = quantity.units.find(result["unit"].get<std::string>());
  if (unit == quantity.units.end()) return std::nullopt;
  const double value = unit->second(result["value"].get<double>());
  if (!result.contains("comparator")) return Interval{value, value};
  const std::string sign = result["comparator"];
  if (sign == "<") return Interval{-infinity, below(value)};
  if (sign == "<=") return Interval{-infinity, value};
  if (sign == ">") return Interval{above(value), infinity};
  return Interval{value, infinity};
}

// Completed years between two days as texts, 2026-01-15.
double completed_years(const std::string& birth, const std::string& as_of) {
  const int years = std::stoi(as_of.substr(0, 4)) - std::stoi(birth.substr(0, 4));
  return as_of.substr(5) < birth.substr(5) ? years - 1 : years;
}

// The newest value of each quantity on or before the screening day.
std::vector<std::optional<Interval>> values_of(const Json& patient, const Study& study) {
  std::vector<std::optional<Interval>> values(study.quantities.size());
  std::vector<std::string> newest(study.quantities.size());
  const std::string as_of = patient["asOf"];
  const auto take = [&](std::size_t place, const Json& result) {
    const std::string date = result["date"];
    if (date > as_of || date < newest[place]) return;
    newest[place] = date;
    values[place] = value_of(result, study.quantities[place]);
  };
  if (patient.contains("labs")) {
    for (const Json& result : patient["labs"]) {
      const std::string name = result.contains("name") ? result["name"] : result["loinc"];
      const auto found = study.by_name.find(name);
      if (found != study.by_name.end()) take(found->second, result);
    }
  }
  for (std::size_t place = 0; place < values.size(); ++place) {
    const Quantity& quantity = study.quantities[place];
    if (quantity.key == "age" && patient.contains("birthDate")) {
      const double age = completed_years(patient["birthDate"], as_of);
      values[place] = Interval{age, age};
    }
    if (quantity.vital.empty() || !patient.contains("vitals")) continue;
    const auto vital = patient["vitals"].find(quantity.vital);
    if (vital != patient["vitals"].end()) take(place, *vital);
  }
  return values;
}

Truth result_of(const Criterion& criterion, const std::optional<Interval>& value) {
  if (!value) return Truth::unknown;
  const bool holds = value->low >= criterion.wanted.low && value->high <= criterion.wanted.high;
  const bool fails = value->high < criterion.wanted.low || value->low > criterion.wanted.high;
  if (!holds && !fails) return Truth::unknown;
  return holds != criterion.exclusion ? Truth::yes : Truth::no;
}

void count(Trial& trial, const std::vector<std::optional<Interval>>& values) {
  std::size_t failing = 0;
  std::size_t unknown = 0;
  Criterion* last_failing = nullptr;
  for (Criterion& criterion : trial.criteria) {
    const Truth result = result_of(criterion, values[criterion.quantity]);
    ++criterion.results[static_cast<std::size_t>(result)];
    if (result == Truth::unknown) ++unknown;
    if (result != Truth::no) continue;
    ++failing;
    last_failing = &criterion;
  }
  if (failing == 1) ++last_failing->fails_alone;
  if (failing > 0) {
    ++trial.ineligible;
  } else if (unknown > 0) {
    ++trial.undetermined;
  } else {
    ++trial.eligible;
  }
}

Json counts_of(const Study& study, std::size_t patients) {
  Json trials = Json::array();
  for (const Trial& trial : study.trials) {
    Json criteria = Json::array();
    for (const Criterion& criterion : trial.criteria) {
      criteria.push_back({{"id", criterion.id},
                          {"fail", criterion.results[0]},
                          {"pass", criterion.results[1]},
                          {"unknown", criterion.results[2]},
                          {"failsAlone", criterion.fails_alone}});
    }
    trials.push_back({{"trial", trial.id},
                      {"eligible", trial.eligible},
                      {"ineligible", trial.ineligible},
                      {"undetermined", trial.undetermined},
                      {"criteria", std::move(criteria)}});
  }
  return {{"patients", patients}, {"trials", std::move(trials)}};
}

void walk(const std::string& trials, const std::string& patients) {
  Study study = read_study(trials);
  std::ifstream in(patients);
  if (!in) throw std::runtime_error(patients + " cannot be opened");
  std::size_t read = 0;
  for (std::string line; std::getline(in, line); ++read) {
    const std::vector<std::optional<Interval>> values = values_of(Json::parse(line), study);
    for (Trial& trial : study.trials) count(trial, values);
  }
  std::cout << counts_of(study, read).dump() << '\n';
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App program{"Screens patients by walking their JSON trees, and prints counts"};
  std::string trials;
  std::string patients;
  program.add_option("--trials", trials, "trials.json of make_trials.py")->required();
  program.add_option("--patients", patients, "NDJSON")->required();
  CLI11_PARSE(program, argc, argv);
  try {
    walk(trials, patients);
    return 0;
  } catch (const std::exception& error) {
    std::cerr << "tree_walk: error: " << error.what() << '\n';
    return 1;
  }
}
