#include "batch/block.h"

#include <algorithm>

namespace eligo::batch {

Block::Block(const Plan& plan, std::uint32_t capacity_)
    : capacity(capacity_),
      cells(plan.columns.size() * capacity_, missing),
      one_sided(plan.columns.size()) {
  const std::size_t words = capacity / 64;
  for (Words* bits : {&male, &female, &deceased}) bits->resize(words);
  for (Words& bits : complete) bits.resize(words);
}

void Block::clear() {
  const std::size_t columns = cells.size() / capacity;
  for (std::size_t column = 0; column < columns; ++column) {
    std::fill_n(cells.begin() + static_cast<std::ptrdiff_t>(column * capacity), rows, missing);
  }
  rows = 0;
  for (Words* bits : {&male, &female, &deceased}) std::fill(bits->begin(), bits->end(), 0);
  for (Words& bits : complete) std::fill(bits.begin(), bits.end(), 0);
  for (auto& column : one_sided) column.clear();
  answers.clear();
  by_reference.clear();
}

}  // namespace eligo::batch
