#include "document/readable_text.h"

#include <gtest/gtest.h>

namespace eligo {
namespace {

TEST(ReadableLines, KeepLinesIndentationAndPlaces) {
  PlainText decoded;
  append_verbatim(decoded, "Age\r\n\n  * 18 \\> 17\n\tSex", 10);
  const ReadableText lines = readable_lines(decoded);
  ASSERT_EQ(lines.size(), 4U);
  EXPECT_EQ(lines[0].words.text, "Age");
  EXPECT_EQ(lines[1].words.text, "");
  EXPECT_EQ(lines[2].words.text, "* 18 > 17");
  EXPECT_EQ(lines[2].indentation, 2U);
  EXPECT_EQ(lines[2].words.begins.front(), 18U);
  EXPECT_EQ(lines[3].words.text, "Sex");
  EXPECT_EQ(lines[3].indentation, 8U);
  for (const ReadableLine& line : lines) EXPECT_FALSE(line.is_list_item);
}

TEST(ReadableLines, OfNothingAreOneBlankLine) {
  const ReadableText lines = readable_lines({});
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(lines[0].words.text, "");
}

}  // namespace
}  // namespace eligo
