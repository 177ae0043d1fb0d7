#pragma once

#include <string>

#include "decide/decision.h"
#include "quantity/interval.h"

namespace eligo {

// `value` as people read it: exact where that is short, else rounded to as many digits as keep it
// on its own side of both ends of `range`.
std::string number_text(const Rational& value, const Interval& range);

// An interval as people write it: "8.1", "< 60", "from 2 to 20".
std::string interval_text(const Interval& interval);

// How a value stands to a range, after "is": "at least 7.5 %", "below 7.5 %", "from 18 to 65
// years". `unit` carries its leading space where it needs one; empty for bare numbers.
std::string relation_text(const Rational& value, const Interval& range, const std::string& unit);

// The range itself as a requirement: "at least 7.5 %".
std::string range_text(const Interval& range, const std::string& unit);

// The distance of `value` to the nearest end of `range`; nothing where the range has no end.
std::optional<Margin> margin_of(const Rational& value, const Interval& range,
                                const std::string& unit);

}  // namespace eligo
