#pragma once

#include <string>

#include "compile/phrase.h"
#include "compile/sentence.h"

namespace eligo::compile {

// The value that a phrase is; null where it is none, or a two-sided one.
const Value* value_of(const Phrase& phrase);

// A number alone is only a value where something says what it is a value of.
bool is_lone_number(const Value& value);

// Whether a limit or a number of the value counts in this measure.
bool counts_years(const Value& value, Measure measure);

// Whether a limit or a number of the value has a unit, or is a step of a scale.
bool has_unit(const Value& value);

// The first and the last number of a value; null where it has none.
const Quantity* first_quantity(const Value& value);
const Quantity* last_quantity(const Value& value);

// Whether a phrase is a value where it stands: a lone number is one behind a scale, an age, or in
// front of the sex that it is for.
bool is_value(const Sentence& sentence, const Phrase& phrase);

}  // namespace eligo::compile
