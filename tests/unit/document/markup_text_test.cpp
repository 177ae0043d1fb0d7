#include "document/markup_text.h"

#include <gtest/gtest.h>

#include <string>

namespace eligo {
namespace {

std::string html(std::string_view content) {
  return plain_text(markup_text(content, MarkupLanguage::html, 0, std::string_view::npos)).text;
}

std::string xml(std::string_view content) {
  return plain_text(markup_text(content, MarkupLanguage::xml, 0, std::string_view::npos)).text;
}

TEST(MarkupText, LeavesTagsOut) {
  EXPECT_EQ(html("<p class=\"a>b\">Age <b>over</b> 18</p>"), "Age over 18");
  EXPECT_EQ(xml("<gender>All</gender>"), "All");
}

TEST(MarkupText, PartsWhatBlocksPart) {
  EXPECT_EQ(html("<li>Age</li><li>Sex</li>one<br>two<br/>three"), "Age Sex one two three");
  EXPECT_EQ(html("hyper<i>tension</i>"), "hypertension");
  EXPECT_EQ(xml("<a>hyper<i>tension</i></a>"), "hyper tension");
}

TEST(MarkupText, RaisesNumbersOnly) {
  EXPECT_EQ(html("10<sup>9</sup>/L, 10<sup>-3</sup>, m<sup>2</sup>"), "10^9/L, 10^-3, m^2");
  EXPECT_EQ(html("CD4<sup>+</sup> cells, Drug<sup>&reg;</sup>"), "CD4+ cells, Drug®");
  EXPECT_EQ(html("H<sub>2</sub>O"), "H2O");
}

TEST(MarkupText, UndoesReferences) {
  EXPECT_EQ(html("&ge;&nbsp;18 &lt;b&gt; &unheard;"), "≥ 18 <b> &unheard;");
  EXPECT_EQ(xml("a&#xD;\nb &#8805;"), "a b ≥");
}

TEST(MarkupText, LeavesOutWhatIsNotShown) {
  EXPECT_EQ(html("a<script>if (a<b) \"</p>\";</SCRIPT >b<style>p > a {}</style>c"), "a b c");
  EXPECT_EQ(html("a<!-- <p>no</p> -->b<!DOCTYPE html>c<?php x ?>d"), "abcd");
  EXPECT_EQ(xml("a<script>b</script>"), "a b");
}

TEST(MarkupText, HidesNothingWhereTheHiddenElementHasNoEnd) {
  EXPECT_EQ(html("a<svg>b<svg>c"), "a b c");
}

TEST(MarkupText, ReadsWhatIsNoTagAsText) {
  EXPECT_EQ(html("lesions < 5 mm, <5 mm and p<0.05"), "lesions < 5 mm, <5 mm and p<0.05");
  EXPECT_EQ(html("a <b"), "a <b");
  EXPECT_EQ(html("a <b \"<i>c</i>"), "a <b \"c");
}

TEST(MarkupText, ReadsCharacterDataSections) {
  EXPECT_EQ(xml("<a><![CDATA[x < y & <b>]]> z</a>"), "x < y & <b> z");
  EXPECT_EQ(xml("<a><![CDATA[]]>z<![CDATA[open"), "zopen");
}

TEST(MarkupText, KnowsWhereEachByteCameFrom) {
  const PlainText text = markup_text("<p>a&ge;b</p>", MarkupLanguage::html, 0, 99);
  ASSERT_EQ(text.text, "\na≥b\n");
  EXPECT_EQ(text.begins, (std::vector<std::uint32_t>{0, 3, 4, 4, 4, 8, 9}));
  EXPECT_EQ(text.ends, (std::vector<std::uint32_t>{3, 4, 8, 8, 8, 9, 13}));
}

TEST(MarkupText, BeginsWithinATextAndStopsWhereThereIsEnough) {
  const PlainText text = markup_text("<p>one two</p><p>three</p>", MarkupLanguage::html, 7, 3);
  EXPECT_EQ(text.text, "two");
  EXPECT_EQ(text.begins.front(), 7U);
  EXPECT_FALSE(text.is_whole);
}

TEST(MarkupText, NeverPartsACharacterOfALongText) {
  std::string content = "a";
  for (int i = 0; i < 2000; ++i) content += "≥";
  EXPECT_EQ(html(content), content);
}

// Each of these takes a reader that looks ahead from every bracket quadratic time.
TEST(MarkupText, IsQuickWithTextsMadeToBeSlow) {
  constexpr int count = 200'000;
  for (const std::string_view piece : {"<b>", "<!--", "<svg>", "<a ='", "<a =\"<a ='", "</",
                                       "<a =' =\" =' >", "&amp", "<p x=\">", "<!"}) {
    std::string content;
    for (int i = 0; i < count; ++i) content += piece;
    EXPECT_LE(html(content).size(), content.size());
  }
}

}  // namespace
}  // namespace eligo
