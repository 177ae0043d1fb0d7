#include <gtest/gtest.h>

#include "document/quote.h"
#include "sample_document.h"

namespace eligo {
namespace {

bool found(const Document& document, std::string_view quote, std::uint32_t line,
           std::uint32_t column) {
  return std::holds_alternative<QuoteFound>(find_quote(document, quote, line, column));
}

QuoteDiffers difference(const Document& document, std::string_view quote, std::uint32_t line,
                        std::uint32_t column) {
  const QuoteMatch match = find_quote(document, quote, line, column);
  const auto* differs = std::get_if<QuoteDiffers>(&match);
  EXPECT_NE(differs, nullptr) << "the quote was found";
  return differs == nullptr ? QuoteDiffers{} : *differs;
}

TEST(FindQuoteAtColumn, TakesAPartOfALine) {
  const Document document = document_with("Inclusion: 1. Age ≥ 18 years; 2. HbA1c > 7.5 %; none\n");
  EXPECT_TRUE(found(document, "Age ≥ 18 years", 1, 15));
  EXPECT_TRUE(found(document, "Age ≥ 18 years;", 1, 15));
  EXPECT_TRUE(found(document, "HbA1c > 7.5 %", 1, 34));
  EXPECT_FALSE(found(document, "Age ≥ 18 years", 1, 14));
  EXPECT_FALSE(found(document, "Age ≥ 18 years", 1, 16));
  EXPECT_FALSE(found(document, "", 1, 15));
}

TEST(FindQuoteAtColumn, SaysWhereTheQuoteStands) {
  const Document document = document_with("a\nBMI \\>35; ALT &gt; 40; AST\n");
  const QuoteMatch match = find_quote(document, "ALT > 40", 2, 11);
  ASSERT_TRUE(std::holds_alternative<QuoteFound>(match));
  const Span span = std::get<QuoteFound>(match).span;
  EXPECT_EQ(document.text.content().substr(span.begin, span.end - span.begin), "ALT &gt; 40");
}

TEST(FindQuoteAtColumn, PartsNoWordAndNoNumber) {
  const Document document = document_with("not pregnant, HbA1c 7.5 %, m², naïve patients\n");
  EXPECT_FALSE(found(document, "not preg", 1, 1));
  EXPECT_FALSE(found(document, "regnant", 1, 6));
  EXPECT_TRUE(found(document, "pregnant", 1, 5));
  EXPECT_FALSE(found(document, "HbA1c 7", 1, 15));
  EXPECT_TRUE(found(document, "HbA1c 7.5", 1, 15));
  EXPECT_FALSE(found(document, "m", 1, 28));
  EXPECT_TRUE(found(document, "m²", 1, 28));
  EXPECT_FALSE(found(document, "na", 1, 32));
  EXPECT_TRUE(found(document, "naïve", 1, 32));
}

TEST(FindQuoteAtColumn, BeginsInNoEscapeAndNoSpace) {
  const Document document = document_with("ALT \\> 40 &gt; 5\n");
  EXPECT_TRUE(found(document, "> 40", 1, 5));
  EXPECT_FALSE(found(document, "> 40", 1, 6));
  EXPECT_FALSE(found(document, "> 40", 1, 4));
  EXPECT_TRUE(found(document, "> 5", 1, 11));
  EXPECT_FALSE(found(document, "gt; 5", 1, 12));
}

TEST(FindQuoteAtColumn, GoesOverLineEnds) {
  const Document document = document_with("1. Age over\r\n   18 years; 2. Sex\r\n");
  EXPECT_TRUE(found(document, "Age over 18 years", 1, 4));
  EXPECT_FALSE(found(document, "Age over 18 years; 2. Sex male", 1, 4));
}

TEST(FindQuoteAtColumn, RefusesPlacesThatThereAreNot) {
  const Document document = document_with("Age\n\nSex\n");
  EXPECT_FALSE(found(document, "Age", 1, 0));
  EXPECT_FALSE(found(document, "Age", 1, 4));
  EXPECT_FALSE(found(document, "Sex", 2, 1));
  EXPECT_FALSE(found(document, "Age", 0, 1));
  EXPECT_FALSE(found(document, "Sex", 9, 1));
  EXPECT_FALSE(found(document, "Age", 1, 4'000'000'000U));
  EXPECT_TRUE(found(document, "Sex", 3, 1));
}

TEST(FindQuoteAtColumn, SaysWhereTheyDiffer) {
  const Document document = document_with("1. Age; 2. HbA1c ≥ 7.5 at enrollment; 3. Sex\n");
  const QuoteDiffers differs = difference(document, "HbA1c ≥ 7.0 at enrollment", 1, 12);
  EXPECT_EQ(differs.quote_offset, std::string("HbA1c ≥ 7.").size());
  EXPECT_EQ(differs.document_has, "7.5 at enrollment; 3. Sex");
  const QuoteDiffers elsewhere = difference(document, "HbA1c", 1, 13);
  EXPECT_EQ(elsewhere.quote_offset, 0U);
  EXPECT_EQ(elsewhere.document_has, "HbA1c ≥ 7.5 at enrollment; 3.");
}

TEST(FindQuoteInJson, UndoesTheEscapesOfStrings) {
  const Document document = document_with(
      R"({"criteria": "Inclusion:\n\n* BMI \\>= 35 \u2264 40\n* Age", "sex": "ALL"})");
  EXPECT_TRUE(found(document, "BMI >= 35 ≤ 40", 1, 31));
  EXPECT_TRUE(found(document, "Inclusion: * BMI >= 35 ≤ 40 * Age", 1, 15));
  EXPECT_TRUE(found(document, "ALL", 1, 70));
  EXPECT_FALSE(found(document, "n* BMI", 1, 28));
  EXPECT_FALSE(found(document, "Age\", \"sex", 1, 53));
}

TEST(FindQuoteInJson, ReadsWhatIsNoStringAsItIsWritten) {
  const Document document = document_with("{\n  \"healthyVolunteers\": false,\n  \"a\": 1}");
  EXPECT_TRUE(found(document, "\"healthyVolunteers\": false", 2, 3));
  EXPECT_FALSE(found(document, "\"healthyVolunteers\": true", 2, 3));
  EXPECT_FALSE(found(document, "\"healthyVolunteers\": fal", 2, 3));
}

TEST(FindQuoteInMarkup, LeavesTagsOut) {
  const Document document = document_with(
      "<html><body>\n<ul><li>Age &ge; <b>18</b> years</li>\n"
      "<li>Platelets 100 x 10<sup>9</sup>/L</li><li>Sex</li></ul>\n");
  const auto whole = [&](std::string_view quote, std::uint32_t line) {
    return std::holds_alternative<QuoteFound>(find_quote(document, quote, line));
  };
  EXPECT_TRUE(whole("Age ≥ 18 years", 2));
  EXPECT_FALSE(whole("Age ≥ 18", 2));
  EXPECT_FALSE(whole("Platelets 100 x 10^9/L", 3));
  EXPECT_TRUE(whole("Platelets 100 x 10^9/L Sex", 3));
  EXPECT_TRUE(found(document, "Platelets 100 x 10^9/L", 3, 5));
  EXPECT_TRUE(found(document, "Sex", 3, 46));
  EXPECT_FALSE(found(document, "Platelets 100 x 109/L", 3, 5));
  EXPECT_FALSE(found(document, "li", 3, 2));
}

TEST(FindQuoteInMarkup, ReadsNothingThatIsNotShown) {
  const Document document =
      document_with("<html>\n<!-- Age\nAge -->\n<script>\nAge\n</script>\nAge\n");
  EXPECT_FALSE(found(document, "Age", 3, 1));
  EXPECT_FALSE(found(document, "Age", 5, 1));
  EXPECT_TRUE(found(document, "Age", 7, 1));
  EXPECT_EQ(line_of_quote(document, "Age"), 7U);
}

TEST(FindQuoteInMarkup, ReadsXml) {
  const Document document = document_with(
      "<clinical_study>\n  <gender>All</gender>\n  <textblock>\n    -  ALT &gt; 40&#xD;\n"
      "       U/L&#xD;\n&#xD;\n    -  Age&#xD;\n</textblock></clinical_study>\n");
  EXPECT_EQ(line_of_quote(document, "All"), 2U);
  EXPECT_EQ(line_of_quote(document, "ALT > 40 U/L"), 4U);
  EXPECT_EQ(line_of_quote(document, "Age"), 7U);
  EXPECT_EQ(line_of_quote(document, "gender"), std::nullopt);
}

TEST(PlaceOfQuote, FindsTheFirstPlace) {
  const Document document = document_with("Ages\n1. Age over 18; 2. Sex; 3. Age over 20\n");
  EXPECT_EQ(place_of_quote(document, "Age over 20"), (Position{2, 28}));
  EXPECT_EQ(place_of_quote(document, "Age"), (Position{2, 4}));
  EXPECT_EQ(place_of_quote(document, "Age over 2"), std::nullopt);
  EXPECT_EQ(place_of_quote(document, ""), std::nullopt);
}

TEST(PlaceOfQuote, LooksIntoTheStringsOfJson) {
  const Document document = document_with("[{}, {\"b\": \"Sex\", \"c\":\n \"x\\nAge \\\\> 18\"}]");
  EXPECT_EQ(place_of_quote(document, "Age > 18"), (Position{2, 6}));
  EXPECT_EQ(place_of_quote(document, "Sex c"), std::nullopt);
}

TEST(PlaceOfQuote, GivesUpOnATextMadeToBeSlow) {
  std::string text;
  std::string quote;
  for (int i = 0; i < 100'000; ++i) {
    text += "a-";
    quote += "a-";
  }
  quote += "b";
  EXPECT_EQ(place_of_quote(document_with(text), quote), std::nullopt);
}

}  // namespace
}  // namespace eligo
