#pragma once

#include <string>
#include <string_view>

namespace eligo {

// `text` as the name of a file, on any system: no separators, no control or bidirectional
// characters, no name that a system keeps for itself, not hidden, at most 200 bytes with `ending`.
// A name that has to be changed gets a part of the text's digest, so that different texts stay
// different names.
std::string safe_file_name(std::string_view text, std::string_view ending);

}  // namespace eligo
