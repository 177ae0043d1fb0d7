#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace eligo {

// How many bytes of a line, which begins without indentation, are a list marker and the space after
// it: "* ", "•", "3. ", "3) ", "(a) ", "iv. ", "E3: ". 0 where it begins with none; "18 Years",
// "2.0 g" and "-5 °C" begin with none.
std::size_t list_marker_size(std::string_view line);

// A list marker, taken apart.
struct ListMarker {
  enum class Kind { bullet, number, letter };
  Kind kind{};
  std::size_t size = 0;     // bytes, with the space after it
  std::string style;        // what the markers of one list share: "*", "1.", "(1)", "1.1.", "a)"
  std::uint32_t value = 0;  // of a number, the last one of "1.2"; of a letter, 1 for "a"
  std::uint32_t roman = 0;  // of letters that may be a Roman number, its value; else 0
};

// The marker that `line` begins with; nothing where list_marker_size is 0.
std::optional<ListMarker> list_marker(std::string_view line);

// The marker that counts on from `last`, where its number has more digits than a marker has that
// stands alone: "1000. " after 999. Elsewhere such a number is a year or a value.
std::optional<ListMarker> marker_after(const ListMarker& last, std::string_view line);

}  // namespace eligo
