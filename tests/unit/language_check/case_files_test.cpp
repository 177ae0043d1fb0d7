// Checks the rule files of tests/check/cases: each gives the diagnostics beside it, those named
// fine*.eligo none. With ELIGO_WRITE_EXPECTED set, writes them.

#include <algorithm>
#include <cstdlib>
#include <regex>

#include "check_files.h"

namespace eligo::testing {
namespace {

std::vector<Path> case_files() {
  std::vector<Path> files;
  for (const auto& entry : std::filesystem::directory_iterator(cases_folder())) {
    if (entry.path().extension() == ".eligo") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

bool is_fine(const Path& file) {
  return file.filename().string().starts_with("fine");
}

TEST(CheckCases, each_file_gives_the_diagnostics_beside_it) {
  const std::vector<Path> files = case_files();
  ASSERT_GE(files.size(), 12U);
  for (const Path& file : files) {
    const auto checked = check_text(file.filename().string(), read_file(file));
    const std::string actual = rendered(checked.diagnostics);
    EXPECT_EQ(checked.value.has_value(), !has_error(checked.diagnostics)) << file;
    if (is_fine(file)) {
      EXPECT_EQ(actual, "") << file;
      continue;
    }
    const Path expected = Path(file).replace_extension(".expected");
    if (std::getenv("ELIGO_WRITE_EXPECTED") != nullptr) {
      std::ofstream(expected, std::ios::binary) << actual;
    }
    EXPECT_NE(actual, "") << file;
    EXPECT_EQ(read_file(expected), actual) << "for " << file;
  }
}

// The codes of the section "Checking rules", and those that the checker shares with other stages.
TEST(CheckCases, every_code_of_the_checker_has_a_case) {
  std::string expected;
  for (const Path& file : case_files()) {
    expected += read_file(Path(file).replace_extension(".expected"));
  }
  const std::string all = read_file(Path(ELIGO_SOURCE_DIR) / "engine/text/diagnostic_codes.def");
  const std::size_t begin = all.find("// Checking rules");
  ASSERT_NE(begin, std::string::npos);
  const std::string section = all.substr(begin, all.find("\n\n", begin) - begin);
  const std::regex slug("DIAGNOSTIC\\(\\w+, \"([a-z0-9-]+)\"");
  std::vector<std::string> slugs = {"unknown-concept", "unknown-unit",   "unknown-sex",
                                    "not-a-decimal",   "inverted-range", "duplicate-trial"};
  for (std::sregex_iterator found(section.begin(), section.end(), slug), end; found != end;
       ++found) {
    slugs.push_back((*found)[1]);
  }
  ASSERT_GE(slugs.size(), 35U);
  for (const std::string& one : slugs) {
    EXPECT_NE(expected.find("[" + one + "]"), std::string::npos) << "no case for " << one;
  }
}

}  // namespace
}  // namespace eligo::testing
