#pragma once

#include <cstddef>
#include <optional>

#include "document/text_part.h"

namespace eligo {

// Where a second list begins among lines that no heading divides: the index of its first line.
// The only sign that is taken for it is the punctuation of two lists, each with semicolons between
// its items and a full stop behind the last. Nothing where that sign is not there.
std::optional<std::size_t> end_of_first_list(const TextParts& parts);

}  // namespace eligo
