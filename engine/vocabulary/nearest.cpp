#include "vocabulary/nearest.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <utility>

namespace eligo {

namespace {

// Which bytes a text holds, several of them sharing a bit.
std::uint64_t bytes_in(std::string_view text) {
  std::uint64_t bytes = 0;
  for (const char c : text) bytes |= std::uint64_t{1} << (static_cast<unsigned char>(c) % 64U);
  return bytes;
}

// No edit adds or takes away more than one sort of byte.
bool is_surely_farther(std::string_view a, std::string_view b, std::size_t limit) {
  const std::uint64_t in_a = bytes_in(a);
  const std::uint64_t in_b = bytes_in(b);
  const int most = std::max(std::popcount(in_a & ~in_b), std::popcount(in_b & ~in_a));
  return static_cast<std::size_t>(most) > limit;
}

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit) {
  const std::size_t longer = std::max(a.size(), b.size());
  if (longer - std::min(a.size(), b.size()) > limit) return limit + 1;
  if (is_surely_farther(a, b, limit)) return limit + 1;

  // Row i holds the distance of a's first i bytes to each beginning of b.
  std::vector<std::size_t> rows(3 * (b.size() + 1));
  std::span<std::size_t> two_back(rows.data(), b.size() + 1);
  std::span<std::size_t> one_back(two_back.data() + two_back.size(), two_back.size());
  std::span<std::size_t> row(one_back.data() + one_back.size(), two_back.size());
  std::size_t least_before = 0;
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::swap(two_back, one_back);
    std::swap(one_back, row);
    row[0] = i;
    std::size_t least = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = one_back[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({replaced, one_back[j] + 1, row[j - 1] + 1});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], two_back[j - 2] + 1);
      least = std::min(least, row[j]);
    }
    // Every later row grows out of two like these.
    if (least > limit && least_before > limit) return limit + 1;
    least_before = least;
  }
  return std::min(row[b.size()], limit + 1);
}

std::size_t misspelling_limit(std::string_view text) {
  constexpr std::size_t short_word = 5;
  constexpr std::size_t bytes_an_edit = 4;
  constexpr std::size_t most = 4;
  if (text.size() <= short_word) return 1;
  return std::min(most, 1 + (text.size() - short_word + bytes_an_edit - 1) / bytes_an_edit);
}

std::vector<std::string> nearest(std::string_view text, std::span<const std::string> candidates,
                                 std::size_t count) {
  const std::size_t limit = misspelling_limit(text);
  std::vector<std::pair<std::size_t, std::string_view>> found;
  for (const std::string& candidate : candidates) {
    const std::size_t distance = edit_distance(text, candidate, limit);
    if (distance <= limit) found.emplace_back(distance, candidate);
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  std::vector<std::string> result;
  for (const auto& [distance, candidate] : found) {
    if (result.size() == count) break;
    result.emplace_back(candidate);
  }
  return result;
}

}  // namespace eligo
