#pragma once

// Pieces that several leaves share. Private to this stage.

#include <string>
#include <vector>

#include "sql/leaf_sql.h"

namespace eligo::sql {

// 'a', 'b'
std::string quoted_keys(const Vocabulary& vocabulary, const std::vector<ConceptId>& concepts);

// An interval of values against a range: 1, 0 or NULL. The columns are `prefix`_low, _low_closed,
// _high and _high_closed; `low` and `high` are expressions, empty where the range has no such end.
std::string lies_in_range(const std::string& prefix, const Interval& range, const std::string& low,
                          const std::string& high);
// The same with the range's own numbers.
std::string lies_in_range(const std::string& prefix, const Interval& range);

// Days known to lie between two columns against a range of days: 1, 0 or NULL.
std::string lies_in_days(const std::string& earliest, const std::string& latest,
                         const std::string& first, const std::string& last);

// The days of a window, as expressions over eligo_patient s.
struct WindowDays {
  std::string first;
  std::string last;
  std::string ahead;  // a condition: the window ends after the screening date; empty: it never does
};
WindowDays days_of(const Context& context, const TimeWindow& window);

// A condition on s: none of the concepts can apply to the patient's sex; empty where each can.
std::string not_for_this_sex(const Context& context, const std::vector<ConceptId>& concepts);

// The least age in completed units that is at least, or over, the range's low end, and the least
// that is beyond its high end; unset where the range has no such end.
struct AgeSteps {
  std::optional<int> from;
  std::optional<int> beyond;
};
AgeSteps age_steps(const Interval& range);

// Truth 1, 0 or NULL from four conditions about the least and the most that something can be.
std::string between_steps(const std::string& least_from, const std::string& most_from,
                          const std::string& least_beyond, const std::string& most_beyond);

}  // namespace eligo::sql
