#pragma once

#include <string>

#include "language/program.h"

namespace eligo::batch {

// A text that two leaves share where they ask the same of a patient. Private to this stage.
std::string leaf_key(const ObservedResult& leaf);
std::string leaf_key(const MeasuredInRange& leaf);
std::string leaf_key(const OnsetAgeInRange& leaf);
std::string leaf_key(const DurationInRange& leaf);
std::string leaf_key(const DoseInRange& leaf);
std::string leaf_key(const RecordFound& leaf);
std::string leaf_key(const FactIs& leaf);
// The same for the range alone.
std::string range_key(const Interval& range);

}  // namespace eligo::batch
