#include "text/source_text.h"

#include <gtest/gtest.h>

namespace eligo {
namespace {

TEST(SourceText, CountsLinesAndColumnsFromOne) {
  const SourceText text("a.txt", "one\ntwo");
  EXPECT_EQ(text.position(0), (Position{1, 1}));
  EXPECT_EQ(text.position(3), (Position{1, 4}));
  EXPECT_EQ(text.position(4), (Position{2, 1}));
  EXPECT_EQ(text.position(6), (Position{2, 3}));
}

TEST(SourceText, CountsColumnsInCodePoints) {
  const SourceText text("a.txt", "µ≥7");
  EXPECT_EQ(text.position(2), (Position{1, 2}));
  EXPECT_EQ(text.position(5), (Position{1, 3}));
}

TEST(SourceText, TakesAnOffsetPastTheEndForTheEnd) {
  const SourceText text("a.txt", "ab\n");
  EXPECT_EQ(text.position(99), (Position{2, 1}));
}

TEST(SourceText, EndsALineAtLfOrCrlfButNotAtCr) {
  const SourceText text("a.txt", "a\r\nb\rc\nd");
  EXPECT_EQ(text.line_count(), 3U);
  EXPECT_EQ(text.line_text(1), "a");
  EXPECT_EQ(text.line_text(2), "b\rc");
  EXPECT_EQ(text.line_text(3), "d");
}

TEST(SourceText, HasOneEmptyLineWhereItIsEmpty) {
  const SourceText text("a.txt", "");
  EXPECT_EQ(text.line_count(), 1U);
  EXPECT_EQ(text.line_text(1), "");
  EXPECT_EQ(text.position(0), (Position{1, 1}));
}

TEST(SourceText, HasNoLineOutsideItsLines) {
  const SourceText text("a.txt", "a\nb");
  EXPECT_EQ(text.line_text(0), "");
  EXPECT_EQ(text.line_text(3), "");
  EXPECT_EQ(text.line_start(2), 2U);
  EXPECT_EQ(text.line_start(3), 3U);
}

TEST(SourceText, FindsColumnsFarIntoALongLine) {
  std::string content = "x\n";
  for (int i = 0; i < 5000; ++i) content += "µ";
  const SourceText text("a.txt", content);
  for (const std::uint32_t column : {1U, 511U, 512U, 513U, 2000U, 5000U}) {
    EXPECT_EQ(text.position(2 + 2 * (column - 1)), (Position{2, column}));
  }
}

}  // namespace
}  // namespace eligo
