#include "vocabulary/nearest.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace eligo {
namespace {

TEST(EditDistance, CountsEachKindOfEdit) {
  EXPECT_EQ(edit_distance("creatinine", "creatinine", 4), 0U);
  EXPECT_EQ(edit_distance("creatnine", "creatinine", 4), 1U);
  EXPECT_EQ(edit_distance("creatininee", "creatinine", 4), 1U);
  EXPECT_EQ(edit_distance("creatinime", "creatinine", 4), 1U);
  EXPECT_EQ(edit_distance("craetinine", "creatinine", 4), 1U);
  EXPECT_EQ(edit_distance("kitten", "sitting", 4), 3U);
  EXPECT_EQ(edit_distance("", "abc", 4), 3U);
}

TEST(EditDistance, StopsAtTheLimit) {
  EXPECT_EQ(edit_distance("kitten", "sitting", 2), 3U);
  EXPECT_EQ(edit_distance("abcdefgh", "stuvwxyz", 2), 3U);
  EXPECT_EQ(edit_distance("a", "abcdefgh", 2), 3U);
}

// As it is defined, without anything that saves time.
std::size_t whole_table_distance(std::string_view a, std::string_view b) {
  std::vector<std::vector<std::size_t>> cells(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) {
    for (std::size_t j = 0; j <= b.size(); ++j) {
      std::size_t& cell = cells[i][j];
      cell = i + j;
      if (i == 0 || j == 0) continue;
      const std::size_t replaced = cells[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      cell = std::min({replaced, cells[i - 1][j] + 1, cells[i][j - 1] + 1});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) cell = std::min(cell, cells[i - 2][j - 2] + 1);
    }
  }
  return cells[a.size()][b.size()];
}

TEST(EditDistance, IsWhatTheWholeTableGives) {
  std::mt19937 random(1);
  const auto some_text = [&] {
    std::string text(random() % 9, ' ');
    for (char& c : text) c = "abcd"[random() % 4];
    return text;
  };
  for (int i = 0; i < 20000; ++i) {
    const std::string a = some_text();
    const std::string b = some_text();
    const std::size_t distance = whole_table_distance(a, b);
    for (std::size_t limit = 0; limit < 6; ++limit) {
      ASSERT_EQ(edit_distance(a, b, limit), std::min(distance, limit + 1)) << a << " " << b;
    }
  }
}

TEST(EditDistance, IsTheSameBothWays) {
  const std::vector<std::string> words = {"", "a", "ab", "ba", "abc", "acb", "cab", "aabb"};
  for (const auto& a : words) {
    for (const auto& b : words) EXPECT_EQ(edit_distance(a, b, 9), edit_distance(b, a, 9));
  }
}

TEST(MisspellingLimit, GrowsWithTheLengthUpToFour) {
  EXPECT_EQ(misspelling_limit("alt"), 1U);
  EXPECT_EQ(misspelling_limit("hba1c"), 1U);
  EXPECT_EQ(misspelling_limit("sodium"), 2U);
  EXPECT_EQ(misspelling_limit("creatinine"), 3U);
  EXPECT_EQ(misspelling_limit(std::string(200, 'a')), 4U);
}

TEST(Nearest, PutsTheNearestFirst) {
  const std::vector<std::string> keys = {"glucose", "creatinine", "creatine", "creatinine"};
  EXPECT_EQ(nearest("creatnine", keys), (std::vector<std::string>{"creatine", "creatinine"}));
  EXPECT_EQ(nearest("creatnine", keys, 1), (std::vector<std::string>{"creatine"}));
}

TEST(Nearest, OffersNothingFar) {
  const std::vector<std::string> keys = {"glucose", "creatinine"};
  EXPECT_TRUE(nearest("platelets", keys).empty());
  EXPECT_TRUE(nearest("alt", keys).empty());
}

}  // namespace
}  // namespace eligo
