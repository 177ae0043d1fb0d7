#pragma once

// What the tests of the checker share: the small vocabulary and the invented document of
// tests/check.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "language/check.h"
#include "language/parse.h"

namespace eligo::testing {

using Path = std::filesystem::path;

inline Path check_folder() {
  return Path(ELIGO_SOURCE_DIR) / "tests/check";
}
inline Path cases_folder() {
  return check_folder() / "cases";
}

inline std::string read_file(const Path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

inline std::string rendered(const std::vector<Diagnostic>& diagnostics) {
  std::string text;
  for (const Diagnostic& diagnostic : diagnostics) text += render(diagnostic);
  return text;
}

inline const Vocabulary& small_vocabulary() {
  static const Vocabulary vocabulary = [] {
    std::vector<SourceText> files;
    const Path real = Path(ELIGO_SOURCE_DIR) / "rules/vocabulary";
    for (const char* name : {"units.json", "unit_spelling.json", "spelling.json"}) {
      if (exists(real / name)) files.emplace_back(name, read_file(real / name));
    }
    for (const auto& entry : std::filesystem::directory_iterator(check_folder() / "vocabulary")) {
      files.emplace_back(entry.path().filename().string(), read_file(entry.path()));
    }
    Result<Vocabulary> read = Vocabulary::read(files);
    EXPECT_TRUE(read) << rendered(read.diagnostics);
    return std::move(*read);
  }();
  return vocabulary;
}

inline Result<std::vector<Program>> check_text(const std::string& name, const std::string& text) {
  const SourceText source(name, text);
  const auto parsed = parse_rules(source);
  if (!parsed) return Result<std::vector<Program>>::failure(parsed.diagnostics);
  return check_rules(source, *parsed, small_vocabulary(),
                     [](const std::string& file) { return read_document(cases_folder() / file); });
}

// A trial over the invented document with these items.
inline std::string trial_with(const std::string& items) {
  return "trial made_up {\n"
         "  document \"trial.txt\" sha256 "
         "\"2f07d520a5106a01e210e594111e6d1f1bbbec0d64efc00b5898c9d0fea69e26\";\n" +
         items + "}\n";
}

// One exclusion criterion that means `expression`.
inline std::string meaning(const std::string& expression) {
  return trial_with("exclusion 1 \"Any malignancy\" line 18 {\n  means " + expression + ";\n}\n");
}

}  // namespace eligo::testing
