#include "text/unicode.h"

#include <gtest/gtest.h>

namespace eligo {
namespace {

TEST(FirstInvalidUtf8, IsNothingInValidText) {
  EXPECT_EQ(first_invalid_utf8(""), std::nullopt);
  EXPECT_EQ(first_invalid_utf8("7.5 µmol/L ≥ \U0001F600"), std::nullopt);
}

TEST(FirstInvalidUtf8, FindsEachKindOfBadByte) {
  EXPECT_EQ(first_invalid_utf8("ab\xE9"), 2U);             // Latin-1
  EXPECT_EQ(first_invalid_utf8("a\x80"), 1U);              // a continuation byte alone
  EXPECT_EQ(first_invalid_utf8("\xC0\xAF"), 0U);           // overlong
  EXPECT_EQ(first_invalid_utf8("a\xED\xA0\x80"), 1U);      // a surrogate
  EXPECT_EQ(first_invalid_utf8("a\xF4\x90\x80\x80"), 1U);  // beyond U+10FFFF
  EXPECT_EQ(first_invalid_utf8("ab\xE2\x89"), 2U);         // cut off
}

TEST(CodePointCount, CountsCodePointsNotBytes) {
  EXPECT_EQ(code_point_count(""), 0U);
  EXPECT_EQ(code_point_count("µ≥7"), 3U);
}

TEST(EscapeControls, LeavesOrdinaryTextAlone) {
  EXPECT_EQ(escape_controls("HbA1c ≥ 7.5 % äöü 糖"), "HbA1c ≥ 7.5 % äöü 糖");
}

TEST(EscapeControls, WritesOutWhatActsOnATerminal) {
  EXPECT_EQ(escape_controls("a\nb\tc"), "a\\nb\\tc");
  EXPECT_EQ(escape_controls("\x1B[31m"), "\\u{001B}[31m");
  EXPECT_EQ(escape_controls(std::string_view("\0", 1)), "\\u{0000}");
  EXPECT_EQ(escape_controls("\u202Eabc"), "\\u{202E}abc");  // right-to-left override
  EXPECT_EQ(escape_controls("\u2066x"), "\\u{2066}x");      // isolate
  EXPECT_EQ(escape_controls("\u0085"), "\\u{0085}");        // C1 control
  EXPECT_EQ(escape_controls("\u2028"), "\\u{2028}");        // line separator
  EXPECT_EQ(escape_controls("\u200B"), "\\u{200B}");        // hidden space
}

TEST(EscapeControls, WritesOutBytesThatAreNotUtf8) {
  EXPECT_EQ(escape_controls("caf\xE9"), "caf\\x{E9}");
}

TEST(DisplayWidth, CountsColumns) {
  EXPECT_EQ(display_width("abc"), 3U);
  EXPECT_EQ(display_width("≥µ"), 2U);
  EXPECT_EQ(display_width("糖尿病"), 6U);   // wide
  EXPECT_EQ(display_width("e\u0301"), 1U);  // combining
}

TEST(FoldedName, IgnoresCasePunctuationAndRunsOfSpace) {
  EXPECT_EQ(folded_name("Hemoglobin A1c (HbA1c)"), "hemoglobin a1c hba1c");
  EXPECT_EQ(folded_name("hemoglobin-a1c  HbA1c"), "hemoglobin a1c hba1c");
  EXPECT_EQ(folded_name("  .C-Peptide. "), "c peptide");
  EXPECT_EQ(folded_name("Crohn’s disease"), folded_name("CROHN'S DISEASE"));
}

TEST(FoldedName, FoldsCompatibilityForms) {
  EXPECT_EQ(folded_name("µ"), folded_name("μ"));
  EXPECT_EQ(folded_name("Straße"), "strasse");
  EXPECT_EQ(folded_name("ﬁbrosis"), "fibrosis");
  EXPECT_EQ(folded_name("ＨｂＡ１ｃ"), "hba1c");
  EXPECT_EQ(folded_name("e\u0301"), folded_name("É"));
}

TEST(FoldedName, KeepsWhatChangesTheMeaning) {
  EXPECT_NE(folded_name("neutrophils %"), folded_name("neutrophils"));
  EXPECT_NE(folded_name("HIV+"), folded_name("HIV"));
  EXPECT_NE(folded_name("type 1"), folded_name("type 2"));
}

TEST(FoldedName, IsEmptyForPunctuationAlone) {
  EXPECT_EQ(folded_name(""), "");
  EXPECT_EQ(folded_name("--- "), "");
}

TEST(FoldedName, IsStable) {
  for (const char* name : {"Hemoglobin A1c (HbA1c)", "Straße", "µg", "İstanbul", "neutrophils %"}) {
    EXPECT_EQ(folded_name(folded_name(name)), folded_name(name)) << name;
  }
}

}  // namespace
}  // namespace eligo
