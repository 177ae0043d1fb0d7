// The examples of engine/language/README.md: each parses, and is written in the canonical layout.

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "language/format.h"
#include "language/keywords.h"

namespace eligo {
namespace {

struct Block {
  std::size_t line = 0;
  std::string text;
};

std::vector<Block> blocks() {
  std::ifstream readme(std::string(ELIGO_SOURCE_DIR) + "/engine/language/README.md");
  std::vector<Block> found;
  std::string line;
  bool inside = false;
  for (std::size_t number = 1; std::getline(readme, line); ++number) {
    if (line == "```eligo") {
      found.push_back({number, ""});
      inside = true;
    } else if (line == "```") {
      inside = false;
    } else if (inside) {
      found.back().text += line + '\n';
    }
  }
  return found;
}

// What stands around an example: nothing, a trial, or a trial and a criterion.
struct Frame {
  std::string before;
  std::string after;
  std::size_t indentation = 0;
};

Frame frame_of(const std::string& text) {
  const std::string word = text.substr(0, text.find(' '));
  const Frame in_trial = {"trial X {\n", "}\n", 2};
  if (word == "trial") return {};
  if (word == "means") {
    return {in_trial.before + "  inclusion 1 \"a\" line 1 {\n", "  }\n" + in_trial.after, 4};
  }
  return in_trial;
}

std::string indented(const std::string& text, std::size_t columns) {
  std::istringstream lines(text);
  std::string all;
  for (std::string line; std::getline(lines, line);) {
    all += (line.empty() ? "" : std::string(columns, ' ')) + line + '\n';
  }
  return all;
}

TEST(Readme, every_example_parses_and_is_in_the_canonical_layout) {
  const std::vector<Block> all = blocks();
  ASSERT_GE(all.size(), 15U);
  for (const Block& block : all) {
    const Frame frame = frame_of(block.text);
    const std::string text = frame.before + indented(block.text, frame.indentation) + frame.after;
    const auto formatted = format_rules(SourceText("README.md", text));
    std::string found;
    for (const Diagnostic& diagnostic : formatted.diagnostics) found += render(diagnostic);
    ASSERT_TRUE(formatted) << "line " << block.line << '\n' << found;
    EXPECT_EQ(*formatted, text) << "line " << block.line;
  }
}

TEST(Readme, its_examples_show_every_word_of_the_language) {
  std::string text = " ";
  for (const Block& block : blocks()) text += block.text;
  for (char& c : text) {
    if ((c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '_') c = ' ';
  }
  for (const std::string& word : keywords()) {
    EXPECT_NE(text.find(' ' + word + ' '), std::string::npos) << word;
  }
}

}  // namespace
}  // namespace eligo
