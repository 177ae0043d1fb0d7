#pragma once

// The values that one synthetic person has of each quantity, in its first unit.

#include <map>
#include <string>
#include <vector>

#include "quantities.h"
#include "random_draws.h"

namespace eligo::bench {

struct Person {
  bool male = false;
  double age = 0;                            // years
  std::map<std::string, double> conditions;  // how severe each is; 1 is usual
  std::map<std::string, double> causes;      // what several quantities have in common
};

Person draw_person(const Quantities& quantities, Draws& draws);

// One value for each of `asked`, in their order. What is derived comes from the values before it.
std::vector<double> draw_values(const std::vector<Quantity>& asked, const Person& person,
                                Draws& draws);

// What the same person may have on another day.
double draw_another_day(const Distribution& distribution, double value, Draws& draws);

}  // namespace eligo::bench
