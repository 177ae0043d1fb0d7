#pragma once

// How far a limit would have to be moved for one patient whom one criterion keeps out.

#include <optional>
#include <string>
#include <vector>

#include "decide/decision.h"
#include "language/program.h"
#include "vocabulary/vocabulary.h"

namespace eligo {

// A limit of a criterion, as it can be relaxed.
struct RelaxedLimit {
  std::string name;  // of the quantity
  std::string unit;  // of limit and value; may be empty
  std::string of;    // "men", "women" for a limit of one sex; else empty
  Rational limit;
  bool is_lower_end = false;  // of the values that the criterion admits: relaxing lowers it
  // Whether a patient exactly at the moved limit is admitted: "at least 7" admits 7, "over 7" does
  // not.
  bool admits_itself = false;
  bool is_age = false;
  friend bool operator==(const RelaxedLimit&, const RelaxedLimit&) = default;
};

struct LimitMove {
  RelaxedLimit limit;
  // The patient's value, by which the distance is known; unset for a result such as "< 60".
  std::optional<Rational> value;
};

// The limits of which moving a single one past this patient's value would make the failed criterion
// pass. Exact: the rule is evaluated again with the one comparison turned round, all others as they
// were decided. Empty where the criterion did not fail by its rule, or no single limit does it.
std::vector<LimitMove> limit_moves(const Program& program, const Vocabulary& vocabulary,
                                   const Criterion& criterion, const CriterionDecision& decision,
                                   std::optional<Sex> sex, Day as_of);

}  // namespace eligo
