#pragma once

#include "text/packed_bytes.h"
#include "vocabulary/concept.h"

namespace eligo {

// A concept as bytes. What is unpacked equals what was packed in every field.
void pack(const Concept& subject, ByteWriter& into);
Concept unpack_concept(ByteReader& from);

}  // namespace eligo
