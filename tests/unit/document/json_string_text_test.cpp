#include "document/json_string_text.h"

#include <gtest/gtest.h>

namespace eligo {
namespace {

PlainText text_of(std::string_view literal) {
  return json_string_text(literal, {0, static_cast<std::uint32_t>(literal.size())});
}

TEST(JsonStringText, UndoesEscapes) {
  EXPECT_EQ(text_of(R"("a\n\t\"\\\/b")").text, "a\n\t\"\\/b");
  EXPECT_EQ(text_of(R"("\u2265 18 \uD83D\uDE00")").text, "≥ 18 😀");
  EXPECT_EQ(text_of("\"\"").text, "");
}

TEST(JsonStringText, KnowsWhereEachByteCameFrom) {
  const PlainText text = json_string_text(R"(xx"a\u2265b")", {2, 12});
  ASSERT_EQ(text.text, "a≥b");
  EXPECT_EQ(text.begins, (std::vector<std::uint32_t>{3, 4, 4, 4, 10}));
  EXPECT_EQ(text.ends, (std::vector<std::uint32_t>{4, 10, 10, 10, 11}));
}

TEST(JsonStringText, MapsThroughBothLayers) {
  // What JSON writes as \\>= is Markdown's \>=.
  const PlainText text = plain_text(text_of(R"("BMI \\>= 35\n&lt; 5")"));
  ASSERT_EQ(text.text, "BMI >= 35 < 5");
  EXPECT_EQ(text.begins[4], 5U);
  EXPECT_EQ(text.ends[4], 8U);
  EXPECT_EQ(text.begins[10], 14U);
  EXPECT_EQ(text.ends[10], 18U);
}

TEST(JsonStringText, KeepsWhatIsNoEscape) {
  EXPECT_EQ(text_of(R"("a\qb")").text, R"(a\qb)");
  EXPECT_EQ(text_of(R"("\u12")").text, R"(\u12)");
  EXPECT_EQ(text_of(R"("\uD83Dx")").text, R"(\uD83Dx)");
  EXPECT_EQ(text_of(R"("\uD83D\u0041")").text, R"(\uD83DA)");
}

TEST(NextJsonString, FindsStrings) {
  const std::string_view content = R"({"a\"b": 1, "c": "d"})";
  const auto first = next_json_string(content, 0);
  ASSERT_TRUE(first);
  EXPECT_EQ(*first, (Span{1, 7}));
  const auto second = next_json_string(content, first->end);
  ASSERT_TRUE(second);
  EXPECT_EQ(*second, (Span{12, 15}));
  EXPECT_EQ(next_json_string(content, 20), std::nullopt);
  EXPECT_EQ(next_json_string("\"open\\\"", 0), std::nullopt);
  EXPECT_EQ(next_json_string("\"open\\", 0), std::nullopt);
}

}  // namespace
}  // namespace eligo
