// Runs the rule files under tests/language: each of errors/ gives the diagnostics beside it, each
// of layout/ the canonical text beside it. With ELIGO_WRITE_EXPECTED set, writes them.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "language/format.h"
#include "language/parse.h"

namespace eligo {
namespace {

using Path = std::filesystem::path;

std::string read(const Path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

std::vector<Path> rule_files_in(const std::string& folder) {
  std::vector<Path> files;
  const Path root = Path(ELIGO_SOURCE_DIR) / "tests/language" / folder;
  for (const auto& entry : std::filesystem::directory_iterator(root)) {
    if (entry.path().extension() == ".eligo") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

SourceText source_of(const Path& file) {
  return {file.filename().string(), read(file)};
}

void compare_with_expected(const Path& file, const std::string& actual) {
  const Path expected = Path(file).replace_extension(".expected");
  if (std::getenv("ELIGO_WRITE_EXPECTED") != nullptr) {
    std::ofstream(expected, std::ios::binary) << actual;
  }
  EXPECT_EQ(read(expected), actual) << "for " << file;
}

std::string rendered(const std::vector<Diagnostic>& diagnostics) {
  std::string text;
  for (const Diagnostic& diagnostic : diagnostics) text += render(diagnostic);
  return text;
}

TEST(CaseFiles, every_error_is_reported_with_its_place) {
  const std::vector<Path> files = rule_files_in("errors");
  ASSERT_GE(files.size(), 12U);
  for (const Path& file : files) {
    const auto parsed = parse_rules(source_of(file));
    EXPECT_FALSE(parsed) << file;
    compare_with_expected(file, rendered(parsed.diagnostics));
  }
}

TEST(CaseFiles, no_word_of_the_parser_generator_reaches_a_user) {
  for (const Path& file : rule_files_in("errors")) {
    const std::string text = rendered(parse_rules(source_of(file)).diagnostics);
    for (const char* word : {"mismatched input", "extraneous", "no viable", "token recognition",
                             "<EOF>", "IDENTIFIER", "SEMICOLON", "_BRACE"}) {
      EXPECT_EQ(text.find(word), std::string::npos) << file << '\n' << text;
    }
  }
}

TEST(CaseFiles, a_rule_file_is_laid_out_in_one_way) {
  const std::vector<Path> files = rule_files_in("layout");
  ASSERT_GE(files.size(), 3U);
  for (const Path& file : files) {
    const auto formatted = format_rules(source_of(file));
    ASSERT_TRUE(formatted) << rendered(formatted.diagnostics);
    compare_with_expected(file, *formatted);
    const auto again = format_rules(SourceText("again", *formatted));
    ASSERT_TRUE(again);
    EXPECT_EQ(*again, *formatted) << file;
  }
}

}  // namespace
}  // namespace eligo
