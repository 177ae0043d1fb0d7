#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "document/text_part.h"

namespace eligo {

// What is to be said where `text` stands in place of a list and withholds it ("Not provided", "See
// protocol"): "the registry entry was published without", for instance. Nothing where it is a
// criterion.
std::optional<std::string> reason_for_withholding(std::string_view text);

// Whether `text` stands in place of a list and says that the list is empty: "None".
bool says_that_there_are_none(std::string_view text);

// `parts` without the list marker that the first of them may have.
TextParts without_marker(const TextParts& parts);

}  // namespace eligo
