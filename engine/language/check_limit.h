#pragma once

// The limits of comparisons and ranges, resolved to intervals of exact numbers.

#include <optional>
#include <string>

#include "language/check_context.h"
#include "language/program.h"
#include "language/syntax_tree.h"

namespace eligo {

// One end of what a comparison or a range writes.
struct WrittenBound {
  syntax::Limit limit;
  bool inclusive = true;
};

// Both ends. "= 5 %" is a single limit, which then stands at both.
struct WrittenRange {
  std::optional<WrittenBound> low;
  std::optional<WrittenBound> high;
  bool is_single = false;
  Span span;  // of the limits
};
WrittenRange written_range(const syntax::Comparison& comparison);
// A low end without a unit takes the high end's.
WrittenRange written_range(const syntax::Range& range);

// A range of an analyte's values; the members of ObservedInRange.
struct MeasuredRange {
  LimitScale scale{};
  Interval range;
  Interval written;
  std::string written_unit;
};

// The range in the analyte's default unit, in multiples of a reference limit or, for an analyte
// with ordered results, by position from 1. Reports units, numbers and names that do not fit, and
// returns nothing then; warns of limits that no living person's value reaches.
std::optional<MeasuredRange> check_measured_range(CheckContext& context, ConceptId analyte,
                                                  const WrittenRange& written);

// A range of values of what the vocabulary does not know; the members of MeasuredInRange.
struct OwnRange {
  LimitScale scale{};
  Interval range;
  std::optional<Unit> unit;
  std::string unit_text;
  std::string own_unit;
};
// The range in the unit that the rule writes, which may be none, or one in quotes that nobody
// defined. Reports what does not fit, and returns nothing then.
std::optional<OwnRange> check_own_range(CheckContext& context, const WrittenRange& written);
// The same for a value that a record could hold.
std::optional<Rational> check_own_value(CheckContext& context, const syntax::Limit& value);

// A value that a record could hold: a number in the unit written beside it, or a named result.
struct MeasuredValue {
  Rational number;
  std::string result;  // as the vocabulary writes it; empty for a number
};
std::optional<MeasuredValue> check_measured_value(CheckContext& context, ConceptId analyte,
                                                  const syntax::Limit& value);

struct DoseRange {
  Unit unit;
  Interval range;
};
// The range in the unit that the rule writes.
std::optional<DoseRange> check_dose_range(CheckContext& context, const WrittenRange& written);

// Reports unknown units of a range whose subject could not be resolved.
void check_units_alone(CheckContext& context, const WrittenRange& written);

// The exact value of a number, within the bounds that every number has.
std::optional<Rational> check_number(CheckContext& context, const syntax::Number& number);

// Reports a range that begins above its end.
bool check_order(CheckContext& context, const Interval& range, const WrittenRange& written);

// Whether a bare number can be a value of this analyte.
bool needs_no_unit(const Concept& analyte);

// Whether `text` is written as a whole number: digits and nothing else.
bool is_whole_number(std::string_view text);

}  // namespace eligo
