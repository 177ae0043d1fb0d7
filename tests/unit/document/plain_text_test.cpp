#include "document/plain_text.h"

#include <gtest/gtest.h>

namespace eligo {
namespace {

TEST(PlainText, UndoesMarkdownEscapes) {
  EXPECT_EQ(plain_text("BMI \\>35 kg/m\\^2.").text, "BMI >35 kg/m^2.");
  EXPECT_EQ(plain_text("a \\\\ b").text, "a \\ b");
}

TEST(PlainText, KeepsABackslashThatEscapesNothing) {
  EXPECT_EQ(plain_text("C:\\temp \\").text, "C:\\temp \\");
}

TEST(PlainText, UndoesCharacterReferences) {
  EXPECT_EQ(plain_text("&gt;=1 &amp; &#8805; 2 &#x2264;3").text, ">=1 & ≥ 2 ≤3");
  EXPECT_EQ(plain_text("a&nbsp;b").text, "a b");
}

TEST(PlainText, UndoesEachReferenceOnce) {
  EXPECT_EQ(plain_text("&amp;gt;").text, "&gt;");
  EXPECT_EQ(plain_text("\\&gt;").text, "&gt;");
}

TEST(PlainText, KeepsWhatIsNoReference) {
  EXPECT_EQ(plain_text("R&D; &unheard; &#0; &#xD800; &#x110000; &#; &").text,
            "R&D; &unheard; &#0; &#xD800; &#x110000; &#; &");
}

TEST(PlainText, CollapsesWhiteSpace) {
  EXPECT_EQ(plain_text(" \ta\r\n  b\u00A0\u3000c ").text, "a b c");
  EXPECT_EQ(plain_text(" \t ").text, "");
}

TEST(PlainText, KnowsWhereEachByteCameFrom) {
  const PlainText plain = plain_text("a  \\>b", 100);
  ASSERT_EQ(plain.text, "a >b");
  EXPECT_EQ(plain.begins, (std::vector<std::uint32_t>{100, 101, 103, 105}));
  EXPECT_EQ(plain.ends, (std::vector<std::uint32_t>{101, 103, 105, 106}));
}

TEST(PlainText, StopsWhereThereIsEnough) {
  const PlainText part = plain_text("one two", 0, 3);
  EXPECT_EQ(part.text, "one");
  EXPECT_FALSE(part.is_whole);
  EXPECT_TRUE(plain_text("one  ", 0, 3).is_whole);
}

TEST(CollapsedText, KeepsEscapes) {
  EXPECT_EQ(collapsed_text("a \\>  b &gt;").text, "a \\> b &gt;");
}

}  // namespace
}  // namespace eligo
