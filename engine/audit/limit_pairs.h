#pragma once

// Two limits of one value in one statement, as the words state them. The compiler leaves such a
// statement unread, or reads it as "or", where it takes the words for a slip: what they say
// literally is proved of the words themselves. Private to this stage.

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "audit/wording_rule.h"
#include "quantity/interval.h"
#include "text/diagnostic.h"

namespace eligo {

// A value is to be under the one limit and over the other.
struct LimitPair {
  std::size_t criterion = 0;  // of Program::criteria
  Place place;                // of the words of both limits
  std::optional<ConceptId> analyte;
  std::string subject;  // "HbA1c"
  bool is_age = false;
  bool is_multiple = false;  // of a reference limit
  Interval upper;            // in the unit that is written
  Interval lower;
  std::string unit;         // UCUM; empty where none is written
  std::string upper_words;  // "≤ 7 %", with the unit as it is written
  std::string lower_words;
};

// Every pair of limits that a statement of the lists joins by "and", or sets on both sides of a
// name ("20 > BMI > 40"), whether or not a value meets both. Who excludes "under 18 and over 70"
// means either: of exclusions only the latter.
std::vector<LimitPair> limit_pairs(const AuditedTrial& trial);

}  // namespace eligo
