#pragma once

#include <string>
#include <vector>

#include "decide/finding.h"

namespace eligo {

// A day after the screening date on which what a leaf finds can become another, because of one
// piece of the record.
struct TurningDay {
  Day day;
  std::string why;                 // "more than 28 days after insulin (2026-01-17)"
  const Record* record = nullptr;  // the entry that it is about, where it is about one
};

// All such days of a leaf, in order: from one to the day before the next, the same record gives the
// same truth. On some of them nothing changes.
std::vector<TurningDay> turning_days(const Screening& screening, const Operation& leaf);

// Which records a leaf looks for; null where it looks for none.
const RecordPattern* record_pattern_of(const Operation& leaf);

}  // namespace eligo
