#pragma once

#include <cstddef>
#include <string_view>

namespace eligo {

// How many bytes of a line, which begins without indentation, are a list marker and the space after
// it: "* ", "•", "3. ", "3) ", "(a) ", "iv. ", "E3: ". 0 where it begins with none; "18 Years",
// "2.0 g" and "-5 °C" begin with none.
std::size_t list_marker_size(std::string_view line);

}  // namespace eligo
