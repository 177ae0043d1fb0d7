#include <algorithm>
#include <utility>

#include "quantity/unit.h"
#include "quantity/unit_spelling.h"

namespace eligo {
namespace {

constexpr std::size_t longest_misspelling = 64;  // bytes; a longer text is no misspelt unit

// How many bytes must be inserted, removed or replaced to turn `a` into `b`.
std::size_t edits_between(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = std::exchange(row[j], std::min({replaced, row[j] + 1, row[j - 1] + 1}));
    }
  }
  return row[b.size()];
}

}  // namespace

std::vector<std::string> UnitTable::nearest(std::string_view text, std::size_t count) const {
  if (text.size() > longest_misspelling) return {};
  const std::string wanted = caseless_unit_key(folded_unit(text));
  const std::size_t limit = std::max<std::size_t>(1, wanted.size() / 3);
  std::vector<std::pair<std::size_t, std::string>> found;
  for (const std::string& candidate : common_) {
    const std::size_t edits = edits_between(wanted, caseless_unit_key(candidate));
    if (edits <= limit) found.emplace_back(edits, candidate);
  }
  std::sort(found.begin(), found.end());
  if (found.size() > count) found.resize(count);
  std::vector<std::string> names;
  names.reserve(found.size());
  for (auto& [edits, name] : found) names.push_back(std::move(name));
  return names;
}

}  // namespace eligo
