#pragma once

// What patients are given and trials ask for: quantities.json, read.

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace eligo::bench {

struct UnitWritten {
  std::string unit;
  int decimals = 0;
  // A value in the first unit of the quantity = a value in this one × multiply ÷ divide + add.
  double multiply = 1;
  double divide = 1;
  double add = 0;

  double to_first(double value) const { return value * multiply / divide + add; }
  double from_first(double value) const { return (value - add) * divide / multiply; }
};

// The end of what a laboratory can measure: beyond it, it reports the sign and the end.
struct MeasuringEnd {
  std::string sign;  // "<" or ">"
  double at = 0;     // in the first unit
};

enum class Shape { normal, lognormal, average_glucose, glomerular_filtration, total_cholesterol };

struct Distribution {
  Shape shape = Shape::normal;
  double low = 0;   // 95 in 100 healthy people are between the two; not for what is derived
  double high = 0;  // in the first unit
  double male = 0;  // how many deviations men are over, and women under
  std::map<std::string, double> load;   // share of the deviation that comes from a common cause
  std::map<std::string, double> shift;  // deviations that a condition adds
};

struct Quantity {
  std::string key;
  std::vector<std::string> names;  // as records write it
  std::string loinc;
  std::string panel;  // what is measured together
  std::string vital;  // its field in "vitals"; empty for laboratory values
  std::vector<UnitWritten> units;
  Distribution distribution;
  std::optional<MeasuringEnd> end;
};

struct ConditionShare {
  std::string name;
  double share = 0;
  std::string medication;
  std::string dose;
  std::string unit;
};

struct Quantities {
  std::vector<Quantity> laboratory;
  std::vector<Quantity> vitals;
  std::map<std::string, double> panels;  // in what share of the patients each is measured
  std::vector<ConditionShare> conditions;
};

// Throws std::exception where the file cannot be read.
Quantities read_quantities(const std::filesystem::path& file);

}  // namespace eligo::bench
