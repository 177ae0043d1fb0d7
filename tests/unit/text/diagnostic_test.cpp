#include "text/diagnostic.h"

#include <gtest/gtest.h>

#include <set>

#include "text/unicode.h"

namespace eligo {
namespace {

TEST(DiagnosticCodes, HaveUniqueSlugsAndMeanings) {
  std::set<std::string_view> slugs;
  for (const DiagnosticCode code : all_diagnostic_codes()) {
    EXPECT_TRUE(slugs.insert(slug_of(code)).second) << slug_of(code);
    EXPECT_EQ(slug_of(code).find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-"),
              std::string_view::npos)
        << slug_of(code);
    EXPECT_FALSE(meaning_of(code).empty());
  }
  EXPECT_EQ(slug_of(DiagnosticCode::duplicate_key), "duplicate-key");
  EXPECT_EQ(severity_of(DiagnosticCode::duplicate_key), Severity::error);
}

TEST(Severity, HasNames) {
  EXPECT_EQ(name_of(Severity::error), "error");
  EXPECT_EQ(name_of(Severity::warning), "warning");
  EXPECT_EQ(name_of(Severity::note), "note");
}

TEST(Render, ShowsPlaceLineCaretAndHelp) {
  const SourceText source("rules/a.rule", "first\nhba1c >= 7,5 %\n");
  const Diagnostic diagnostic = make_diagnostic(DiagnosticCode::invalid_json, source, {15, 18},
                                                "a comma in a number", "write 7.5");
  EXPECT_EQ(render(diagnostic),
            "rules/a.rule:2:10: error: a comma in a number [invalid-json]\n"
            "hba1c >= 7,5 %\n"
            "         ^~~\n"
            "help: write 7.5\n");
}

TEST(Render, LeavesOutWhatThereIsNot) {
  const Diagnostic diagnostic =
      make_diagnostic(DiagnosticCode::unreadable_file, "a.json", "the file cannot be read");
  EXPECT_EQ(render(diagnostic), "a.json: error: the file cannot be read [unreadable-file]\n");
}

TEST(Render, NamesThePathIntoTheRecord) {
  Diagnostic diagnostic = make_diagnostic(DiagnosticCode::wrong_type, "p.json", "not a number");
  diagnostic.json_path = "/labs/0/value";
  EXPECT_EQ(render(diagnostic), "p.json: error: not a number at /labs/0/value [wrong-type]\n");

  const SourceText source("p.json", "\"x\"");
  diagnostic.place = place_of(source, {0, 3});
  EXPECT_EQ(render(diagnostic),
            "p.json:1:1: error: not a number at /labs/0/value [wrong-type]\n\"x\"\n^~~\n");
}

TEST(Render, CountsATabAsOneColumn) {
  const SourceText source("a", "\t\tbad");
  EXPECT_EQ(render(make_diagnostic(DiagnosticCode::invalid_json, source, {2, 5}, "m")),
            "a:1:3: error: m [invalid-json]\n  bad\n  ^~~\n");
}

TEST(Render, EscapesControlsAndPutsTheCaretBehindThem) {
  const SourceText source("a", "\x1B[31m\u202Ebad");
  const std::string text =
      render(make_diagnostic(DiagnosticCode::invalid_json, source, {8, 11}, "m\x1B[2J"));
  EXPECT_EQ(text,
            "a:1:7: error: m\\u{001B}[2J [invalid-json]\n"
            "\\u{001B}[31m\\u{202E}bad\n"
            "                    ^~~\n");
  EXPECT_EQ(text.find('\x1B'), std::string::npos);
}

TEST(Render, AlignsTheCaretUnderWideCharacters) {
  const SourceText source("a", "糖尿病 x");
  EXPECT_EQ(render(make_diagnostic(DiagnosticCode::invalid_json, source, {10, 11}, "m")),
            "a:1:5: error: m [invalid-json]\n糖尿病 x\n       ^\n");
}

TEST(Render, UnderlinesASpanOverSeveralLinesToTheEndOfItsFirst) {
  const SourceText source("a", "ab cd\nef");
  EXPECT_EQ(render(make_diagnostic(DiagnosticCode::invalid_json, source, {3, 8}, "m")),
            "a:1:4: error: m [invalid-json]\nab cd\n   ^~\n");
}

TEST(Render, ShowsAPlaceAtTheEndOfTheText) {
  const SourceText source("a", "ab");
  EXPECT_EQ(render(make_diagnostic(DiagnosticCode::invalid_json, source, {2, 3}, "m")),
            "a:1:3: error: m [invalid-json]\nab\n  ^\n");
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines(1);
  for (const char c : text) {
    if (c == '\n') {
      lines.emplace_back();
    } else {
      lines.back() += c;
    }
  }
  return lines;
}

TEST(Render, CutsALongLineAroundThePlace) {
  const std::string line(100'000, 'x');
  for (const std::uint32_t begin : {0U, 30U, 59U, 60U, 61U, 70'000U, 99'950U, 99'999U}) {
    std::string content = line;
    content[begin] = '!';
    const SourceText source("a", content);
    const auto shown = lines_of(
        render(make_diagnostic(DiagnosticCode::invalid_json, source, {begin, begin + 1}, "m")));
    ASSERT_EQ(shown.size(), 4U);
    EXPECT_LE(display_width(shown[1]), 162U);
    EXPECT_EQ(shown[1].ends_with("…"), begin < 99'000);
    EXPECT_EQ(shown[1].starts_with("…"), begin > 60) << begin;
    const std::size_t caret = shown[2].find('^');
    EXPECT_EQ(display_width(shown[1].substr(0, shown[1].find('!'))), caret) << begin;
  }
}

TEST(Render, DoesNotCutALineOfALittleLess) {
  const SourceText source("a", std::string(160, 'x'));
  const auto shown =
      lines_of(render(make_diagnostic(DiagnosticCode::invalid_json, source, {150, 151}, "m")));
  EXPECT_EQ(shown[1], std::string(160, 'x'));
}

TEST(HasError, TellsErrorsFromTheRest) {
  EXPECT_FALSE(has_error({}));
  EXPECT_TRUE(has_error({make_diagnostic(DiagnosticCode::invalid_json, "a", "m")}));
}

}  // namespace
}  // namespace eligo
