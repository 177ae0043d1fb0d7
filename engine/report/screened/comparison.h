#pragma once

#include <optional>
#include <string>
#include <vector>

#include "decide/decision.h"
#include "language/program.h"
#include "vocabulary/vocabulary.h"

namespace eligo {

// What it means for a criterion that a value lies in a comparison's range.
enum class RangeMeaning { admits, excludes, named };

// One numeric value of a patient beside the limit that it was held against, both in one unit.
struct Comparison {
  std::string name;  // "creatinine", in the vocabulary's words or the rule's
  Interval value;    // one number, or what a result such as "< 60" leaves possible
  std::string value_text;
  Interval range;    // what the sentence names: over 1.4 mg/dL
  std::string unit;  // of both; "xULN" and "xLLN" for multiples of a reference limit; may be empty
  RangeMeaning meaning{};
  bool is_age = false;
  friend bool operator==(const Comparison&, const Comparison&) = default;
};

// The comparisons that decided a criterion, or were made where nothing decided it, in the order of
// its rule. `sex`: the patient's, for rules with a limit a sex. A comparison is given only where
// value and range, as they are given, say the same as the decision does.
std::vector<Comparison> comparisons_of(const Program& program, const Vocabulary& vocabulary,
                                       const Criterion& criterion,
                                       const CriterionDecision& decision, std::optional<Sex> sex,
                                       Day as_of);

// The limit that the value is nearest to, and how far away: nothing where the value is not one
// number.
struct Distance {
  Rational limit;
  Rational difference;  // value - limit
  Rational relative;    // the difference's size ÷ the limit's; ÷ 1 for a limit of 0
};
std::optional<Distance> distance_of(const Comparison& comparison);

// "1.46 mg/dL", "< 60 mL/min"; multiples of a reference limit as "1.5 × ULN".
std::string with_unit(const std::string& number, const std::string& unit);
// The unit alone, as it stands there.
std::string unit_words(const std::string& unit);
// "over 1.4 mg/dL", "from 18 to 65 years".
std::string range_words(const Comparison& comparison);
// "HbA1c 7.4 %: 0.1 under the limit 7.5 %"
std::string distance_words(const Comparison& comparison, const Distance& distance);

}  // namespace eligo
