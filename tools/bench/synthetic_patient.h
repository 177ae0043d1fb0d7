#pragma once

// One synthetic patient, as a line of JSON. Shares and spreads that are not of one quantity stand
// here; those that are stand in quantities.json.

#include <chrono>
#include <string>

#include "quantities.h"
#include "random_draws.h"

namespace eligo::bench {

struct Shares {
  double no_birth_date = 0.01;
  double no_sex = 0.01;
  double full_work_up = 0.20;   // patients with every panel; others have each in its own share
  double not_measured = 0.015;  // of the results of a panel that was measured
  double no_vitals = 0.12;
  double older_result = 0.12;     // a second result, of an earlier day
  double future_result = 0.005;   // a result dated after the screening day
  double si_units = 0.45;         // patients of laboratories that report in the second unit
  double codes_for_names = 0.15;  // patients whose results have a LOINC code and no name
  double second_names = 0.20;     // patients whose results have the second of the names
  double measuring_end = 0.5;     // patients of laboratories that report "< 0.3"
  double medication = 0.8;        // of the patients with a condition
  double lists_complete = 0.6;
};

class PatientSource {
 public:
  PatientSource(Quantities quantities, std::uint64_t seed, std::chrono::sys_days as_of);

  // The patient of this number; it depends on nothing but the seed and the number.
  // Appends its line, with the line break, to `text`.
  void append(std::uint64_t number, std::string& text) const;

 private:
  Quantities quantities_;
  std::uint64_t seed_;
  std::chrono::sys_days as_of_;
  Shares shares_;
};

}  // namespace eligo::bench
