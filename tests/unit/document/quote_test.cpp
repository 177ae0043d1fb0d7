#include "document/quote.h"

#include <gtest/gtest.h>

#include "sample_document.h"

namespace eligo {
namespace {

bool found(const Document& document, std::string_view quote, std::uint32_t line = 1) {
  return std::holds_alternative<QuoteFound>(find_quote(document, quote, line));
}

QuoteDiffers difference(const Document& document, std::string_view quote, std::uint32_t line = 1) {
  const QuoteMatch match = find_quote(document, quote, line);
  const auto* differs = std::get_if<QuoteDiffers>(&match);
  EXPECT_NE(differs, nullptr) << "the quote was found";
  return differs == nullptr ? QuoteDiffers{} : *differs;
}

TEST(FindQuote, FindsAWholeLine) {
  const Document document = document_with("Inclusion\n* Any malignancy\n");
  EXPECT_TRUE(found(document, "Any malignancy", 2));
  EXPECT_TRUE(found(document, "* Any malignancy", 2));
  EXPECT_FALSE(found(document, "Any malignancy", 1));
  EXPECT_FALSE(found(document, "Any malignancy", 3));
  EXPECT_FALSE(found(document, "Any malignancy", 0));
  EXPECT_FALSE(found(document, "Any malignancy", 99));
}

TEST(FindQuote, SaysWhereTheQuoteStands) {
  const Document document = document_with("a\n  3. BMI \\>35  \n");
  const QuoteMatch match = find_quote(document, "BMI >35", 2);
  ASSERT_TRUE(std::holds_alternative<QuoteFound>(match));
  const Span span = std::get<QuoteFound>(match).span;
  EXPECT_EQ(document.text.content().substr(span.begin, span.end - span.begin), "BMI \\>35");
}

TEST(FindQuote, RefusesAPartOfTheItem) {
  const Document document = document_with("* Any malignancy except basal cell carcinoma\n");
  EXPECT_FALSE(found(document, "Any malignancy"));
  EXPECT_FALSE(found(document, "malignancy except basal cell carcinoma"));
  EXPECT_FALSE(found(document, ""));
  EXPECT_TRUE(found(document, "Any malignancy except basal cell carcinoma"));
}

TEST(FindQuote, SaysWhatTheDocumentHasAfterAPart) {
  const Document document = document_with("* Any malignancy except basal cell carcinoma\n");
  const QuoteDiffers differs = difference(document, "Any malignancy");
  EXPECT_EQ(differs.quote_offset, std::string("Any malignancy").size());
  EXPECT_EQ(differs.document_has, "except basal cell carcinoma");
}

TEST(FindQuote, UndoesEscapesOnEitherSide) {
  const Document document =
      document_with("* BMI \\>35 kg/m\\^2.\n* ALT &gt; 40 &amp; AST &le; 5\n");
  EXPECT_TRUE(found(document, "BMI >35 kg/m^2.", 1));
  EXPECT_TRUE(found(document, "BMI \\>35 kg/m\\^2.", 1));
  EXPECT_TRUE(found(document, "ALT > 40 & AST ≤ 5", 2));
  EXPECT_TRUE(found(document, "ALT &gt; 40 &amp; AST &le; 5", 2));
  EXPECT_FALSE(found(document, "BMI <35 kg/m^2.", 1));
}

TEST(FindQuote, FollowsAWrappedSentence) {
  const Document document =
      document_with("  1. Liver\n     transplantation\n     recipients\n  2. Other\n");
  EXPECT_TRUE(found(document, "Liver transplantation recipients"));
  EXPECT_TRUE(found(document, "Liver\n  transplantation\trecipients"));
  EXPECT_TRUE(found(document, "Liver"));
  EXPECT_FALSE(found(document, "Liver transplantation rec"));
  EXPECT_FALSE(found(document, "Livertransplantation recipients"));
}

TEST(FindQuote, ReadsCarriageReturnsAsSpace) {
  const Document document = document_with("* Any\r\n  malignancy\r\n");
  EXPECT_TRUE(found(document, "Any malignancy"));
}

TEST(FindQuote, LeavesNumbersThatAreNoMarkers) {
  const Document document = document_with("18 Years\n2.0 g / d\n3. Age\n");
  EXPECT_TRUE(found(document, "18 Years", 1));
  EXPECT_FALSE(found(document, "Years", 1));
  EXPECT_TRUE(found(document, "2.0 g / d", 2));
  EXPECT_FALSE(found(document, "0 g / d", 2));
  EXPECT_TRUE(found(document, "3. Age", 3));
  EXPECT_TRUE(found(document, "Age", 3));
}

TEST(FindQuote, TakesOffSeveralMarkers) {
  const Document document = document_with("* (a) 1. Age\n");
  EXPECT_TRUE(found(document, "Age"));
  EXPECT_TRUE(found(document, "1. Age"));
  EXPECT_TRUE(found(document, "(a) 1. Age"));
  EXPECT_FALSE(found(document, "a) 1. Age"));
}

TEST(FindQuote, SaysWhereTheyDiffer) {
  const Document document = document_with("* HbA1c ≥ 7.5 at time of enrollment.\n");
  const QuoteDiffers differs = difference(document, "HbA1c ≥ 7.0 at time of enrollment.");
  EXPECT_EQ(differs.quote_offset, std::string("HbA1c ≥ 7.").size());
  EXPECT_EQ(differs.document_has, "7.5 at time of enrollment.");
}

TEST(FindQuote, NeverCutsACharacter) {
  // ≥ and ≤ share their first two bytes.
  const QuoteDiffers differs = difference(document_with("* HbA1c ≥ 7.5"), "HbA1c ≤ 7.5");
  EXPECT_EQ(differs.quote_offset, std::string("HbA1c ").size());
  EXPECT_EQ(differs.document_has, "≥ 7.5");
}

TEST(FindQuote, CountsTheOffsetInTheQuoteAsWritten) {
  const QuoteDiffers differs = difference(document_with("* BMI \\>35 kg"), "BMI  \\>36 kg");
  EXPECT_EQ(differs.quote_offset, std::string("BMI  \\>3").size());
  EXPECT_EQ(differs.document_has, ">35 kg");
}

TEST(FindQuote, SaysWhereTheLineEnds) {
  const QuoteDiffers differs = difference(document_with("* Any malignancy\n"), "Any malignancy.");
  EXPECT_EQ(differs.quote_offset, std::string("Any malignancy").size());
  EXPECT_EQ(differs.document_has, "");
}

TEST(FindQuote, SaysAFewWordsOnly) {
  const QuoteDiffers differs =
      difference(document_with("* one two three four five six seven eight"), "nothing");
  EXPECT_EQ(differs.quote_offset, 0U);
  EXPECT_EQ(differs.document_has, "one two three four five six");
}

TEST(FindQuote, ReadsAVeryLongLineOnlyAsFarAsNeeded) {
  std::string line(largest_document, 'a');
  const Document document = document_with(std::move(line));
  for (int i = 0; i < 1000; ++i) EXPECT_FALSE(found(document, "aaa"));
}

TEST(LineOfQuote, FindsTheFirstLineThatHoldsIt) {
  const Document document = document_with("Age\n\n* Any malignancy\n* Any malignancy\n");
  EXPECT_EQ(line_of_quote(document, "Any malignancy"), 3U);
  EXPECT_EQ(line_of_quote(document, "Age"), 1U);
  EXPECT_EQ(line_of_quote(document, "Any"), std::nullopt);
  EXPECT_EQ(line_of_quote(document, ""), std::nullopt);
}

TEST(LineOfQuote, GivesUpOnATextMadeToBeSlow) {
  std::string text;
  std::string quote;
  for (int i = 0; i < 100'000; ++i) {
    text += "a\n";
    quote += "a ";
  }
  quote += "b";
  EXPECT_EQ(line_of_quote(document_with(text), quote), std::nullopt);
}

}  // namespace
}  // namespace eligo
