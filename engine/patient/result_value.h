#pragma once

// The value of one result: a number, perhaps with a comparator, or a named result. For the
// stages that read records.

#include <string>
#include <string_view>

#include "patient/patient.h"
#include "patient/record_findings.h"

namespace eligo {

// Reads `value` into `observation` (value, value_text, named_result) as a result of its analyte,
// which must be set.
// `comparator` is "<", "<=", ">=", ">" or empty. False where the value cannot be used, which is
// reported at `path`.
bool read_result_value(const JsonValue& value, std::string_view comparator, const std::string& path,
                       const Vocabulary& vocabulary, RecordFindings& findings,
                       Observation& observation);

// The same for a result of what the vocabulary does not know: a number. False for anything else,
// which nothing is wrong with and nothing can be compared with.
bool read_own_result_value(const JsonValue& value, std::string_view comparator,
                           Observation& observation);

// Whether `text` is one of the four comparators.
bool is_comparator(std::string_view text);

}  // namespace eligo
