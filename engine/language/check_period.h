#pragma once

// Lengths of time in rules: "4 weeks", and the limits of ages and durations.

#include <optional>
#include <vector>

#include "language/check_context.h"
#include "language/check_limit.h"
#include "quantity/calendar.h"

namespace eligo {

// The unit that "day", "days", ..., "years" names.
std::optional<Period::Unit> period_unit_named(std::string_view name);

// Reports a unit that is none of these and a count that is no whole number from `least` up, or is
// more than 200 years.
std::optional<Period> check_period(CheckContext& context, const syntax::Period& period, int least);

// A range of completed units.
struct PeriodRange {
  Period::Unit unit{};
  Interval range;
};

// What "age" and the like are compared with. `what` names it in messages: "an age". A range whose
// ends are in different units ("from 6 months to 5 years") is two ranges, the low end first; both
// must hold. Empty where something was reported.
std::vector<PeriodRange> check_period_range(CheckContext& context, const WrittenRange& written,
                                            std::string_view what);

// One age as a whole number of units: "50 years".
std::optional<Period> check_period_limit(CheckContext& context, const syntax::Limit& limit,
                                         std::string_view what);

}  // namespace eligo
