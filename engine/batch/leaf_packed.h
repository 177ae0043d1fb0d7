#pragma once

// The leaves of programs as bytes. What is unpacked equals what was packed in every field that
// decides. Private to this stage.

#include <optional>

#include "language/program.h"
#include "text/packed_bytes.h"

namespace eligo::batch {

void pack(const ObservationPattern& pattern, ByteWriter& into);
ObservationPattern unpack_observation_pattern(ByteReader& from);

// `leaf` is one of those in Plan::leaves.
void pack_leaf(const Operation& leaf, ByteWriter& into);
// Nothing where the bytes are no such leaf, or name a concept from `concepts` on.
std::optional<Operation> unpack_leaf(ByteReader& from, std::size_t concepts);

}  // namespace eligo::batch
