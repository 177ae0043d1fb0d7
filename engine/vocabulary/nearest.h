#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace eligo {

// How many bytes must be inserted, removed, replaced or swapped with their neighbour to turn `a`
// into `b` (Damerau-Levenshtein, no byte edited twice); `limit` + 1 where it is more than `limit`.
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit);

// How many edits a misspelling of `text` may have before it is another word: 1 up to five bytes,
// then one more every four, never more than four.
std::size_t misspelling_limit(std::string_view text);

// Up to `count` of `candidates` that `text` could be a misspelling of, the nearest first, those
// equally near in alphabetical order. Each candidate at most once.
std::vector<std::string> nearest(std::string_view text, std::span<const std::string> candidates,
                                 std::size_t count = 3);

}  // namespace eligo
