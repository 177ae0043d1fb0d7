#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace eligo {

// The numbers that the items of one list get, and those that the document skips.
struct ListNumbers {
  std::vector<std::uint32_t> numbers;  // an item each, all different
  struct Skipped {
    std::uint32_t number = 0;
    std::size_t before = 0;  // the index of the item that follows the gap
    std::string reason;
  };
  std::vector<Skipped> skipped;
  std::vector<std::string> notes;
};

// Numbers the items of a whole list. `written` are the document's own numbers, in its order;
// `expected_first` is the number that the list begins with where it counts on from another list,
// else 1. Where the document's numbers do not rise (it starts again, or has one twice), the items
// get their positions and the notes say so.
ListNumbers number_list(const std::vector<std::optional<std::uint32_t>>& written,
                        std::uint32_t expected_first, const std::string& list_name);

}  // namespace eligo
