#pragma once

#include "quantity/interval.h"
#include "quantity/unit.h"
#include "text/packed_bytes.h"

namespace eligo {

// Exact numbers, intervals and units as bytes, so that nothing has to be parsed when they are
// needed. What is unpacked equals what was packed in every field.
void pack(const Rational& number, ByteWriter& into);
Rational unpack_rational(ByteReader& from);

void pack(const Interval& interval, ByteWriter& into);
Interval unpack_interval(ByteReader& from);

void pack(const Dimension& dimension, ByteWriter& into);
Dimension unpack_dimension(ByteReader& from);

void pack(const Unit& unit, ByteWriter& into);
Unit unpack_unit(ByteReader& from);
// The same into a new unit, which spares moving it.
void unpack_unit_into(Unit& unit, ByteReader& from);

}  // namespace eligo
