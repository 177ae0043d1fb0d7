#include "quantities.h"

#include <fstream>
#include <nlohmann/json.hpp>

namespace eligo::bench {
namespace {

using Json = nlohmann::json;

double number_in(const Json& unit, const char* name, double otherwise) {
  return unit.contains(name) ? std::stod(unit[name].get<std::string>()) : otherwise;
}

UnitWritten read_unit(const Json& json) {
  UnitWritten unit;
  unit.unit = json.at("unit");
  unit.decimals = json.at("decimals");
  unit.multiply = number_in(json, "multiply", 1);
  unit.divide = number_in(json, "divide", 1);
  unit.add = number_in(json, "add", 0);
  return unit;
}

Shape read_shape(const std::string& name) {
  static const std::map<std::string, Shape> shapes{
      {"normal", Shape::normal},
      {"lognormal", Shape::lognormal},
      {"averageGlucose", Shape::average_glucose},
      {"glomerularFiltration", Shape::glomerular_filtration},
      {"totalCholesterol", Shape::total_cholesterol}};
  return shapes.at(name);
}

Distribution read_distribution(const Json& json) {
  Distribution distribution;
  distribution.shape = read_shape(json.contains("derived") ? json["derived"] : json.at("shape"));
  if (json.contains("interval")) {
    distribution.low = json["interval"].at(0);
    distribution.high = json["interval"].at(1);
  }
  distribution.male = json.value("male", 0.0);
  if (json.contains("load")) json["load"].get_to(distribution.load);
  if (json.contains("shift")) json["shift"].get_to(distribution.shift);
  return distribution;
}

Quantity read_quantity(const Json& json) {
  Quantity quantity;
  quantity.key = json.at("key");
  quantity.names = json.value("names", std::vector<std::string>{});
  quantity.loinc = json.value("loinc", "");
  quantity.panel = json.at("panel");
  quantity.vital = json.value("vital", "");
  for (const Json& unit : json.at("units")) quantity.units.push_back(read_unit(unit));
  quantity.distribution = read_distribution(json.at("distribution"));
  if (json.contains("comparators")) {
    const Json& end = json["comparators"].at(0);
    quantity.end = MeasuringEnd{end.at("sign"), std::stod(end.at("at").get<std::string>())};
  }
  return quantity;
}

}  // namespace

Quantities read_quantities(const std::filesystem::path& file) {
  std::ifstream in(file);
  if (!in) throw std::runtime_error(file.string() + " cannot be opened");
  const Json json = Json::parse(in);
  Quantities read;
  json.at("panels").get_to(read.panels);
  for (const Json& condition : json.at("conditions")) {
    read.conditions.push_back({condition.at("name"), condition.at("share"),
                               condition.at("medication"), condition.at("dose").dump(),
                               condition.at("unit")});
  }
  for (const Json& quantity : json.at("quantities")) {
    if (!quantity.contains("distribution")) continue;  // age follows from the birth date
    Quantity one = read_quantity(quantity);
    (one.vital.empty() ? read.laboratory : read.vitals).push_back(std::move(one));
  }
  return read;
}

}  // namespace eligo::bench
