#include "vocabulary/nearest.h"

#include <gtest/gtest.h>

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
