#pragma once

// One result of a record, held against what a rule asks of it. Private to this stage.

#include <optional>
#include <string>
#include <vector>

#include "decide/finding.h"

namespace eligo {

struct Compared {
  Truth truth = Truth::unknown;
  std::string why;
  Evidence evidence;
  std::vector<std::string> assumptions;
  std::optional<Margin> margin;
  std::string ask;  // what would settle it where the result itself cannot
};

Evidence evidence_of(const Observation& observation);
// " on 2026-01-02"
std::string dated(const Observation& observation);
// "48 U/L", as recorded
std::string recorded_value(const Observation& observation);
// A unit behind a number: " U/L"; nothing for the unit of pure numbers.
std::string with_space(const std::string& unit);

// `value` against `range`, both in `unit` (with its space); `words` say which value it is: "ALT 48
// U/L on 2026-01-02".
void compare_with_range(const std::string& name, const std::string& words, const Interval& value,
                        const Interval& range, const std::string& unit, Compared& compared);

// A result in multiples of its own laboratory's reference limit.
Compared compare_with_reference(const std::string& name, LimitScale scale, const Interval& range,
                                const Observation& observation);

// A result that cannot be used; no older one may take its place.
Compared refused(const std::string& name, const Observation& observation,
                 const std::string& because);

}  // namespace eligo
