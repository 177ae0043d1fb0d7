#pragma once

// Deciding by the newest of the results that count. Private to this stage.

#include <functional>
#include <string>

#include "decide/compare_result.h"
#include "decide/select_results.h"

namespace eligo {

// What is asked of a result, in words.
struct ResultQuestion {
  std::string name;          // "creatinine"
  std::string wanted;        // "creatinine within 2 weeks before enrollment"
  std::string none_because;  // why it is unknown where there is none
  std::string ask;           // what to find out where there is none that counts
  bool attestable = false;   // whether somebody's word can settle it where no result does
  bool has_window = false;   // whether the rule says how old a result may be
};

// Where the record leaves open which result is the newest, what all of the candidates agree on
// counts.
Finding decide_by_newest(const Screening& screening, const ResultQuestion& question,
                         SelectedResults selected,
                         const std::function<Compared(const Observation&)>& compare);

}  // namespace eligo
