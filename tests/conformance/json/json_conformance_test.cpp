#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "text/json.h"

namespace eligo {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::seconds longest_answer{1};

std::string read_file(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  std::ostringstream content;
  content << stream.rdbuf();
  return content.str();
}

std::vector<std::string> split(const std::string& line, char separator) {
  std::vector<std::string> parts(1);
  for (const char c : line) {
    if (c == separator) {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

// The rows of a table: fields between tabs, lines that begin with "# " left out.
std::vector<std::vector<std::string>> read_table(const std::string& name) {
  std::vector<std::vector<std::string>> rows;
  const fs::path path = fs::path(ELIGO_SOURCE_DIR) / "tests/conformance/json" / name;
  std::istringstream content(read_file(path));
  for (std::string line; std::getline(content, line);) {
    if (!line.starts_with("# ")) rows.push_back(split(line, '\t'));
  }
  return rows;
}

std::string repeated(const std::string& text) {
  std::string result;
  std::size_t at = 0;
  for (std::size_t open = text.find("<<"); open != std::string::npos; open = text.find("<<", at)) {
    const std::size_t star = text.find('*', open);
    const std::size_t close = text.find(">>", star);
    result += text.substr(at, open - at);
    const int count = std::stoi(text.substr(open + 2, star - open - 2));
    for (int i = 0; i < count; ++i) result += text.substr(star + 1, close - star - 1);
    at = close + 2;
  }
  return result + text.substr(at);
}

std::string unescaped(const std::string& text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\') {
      result += text[i];
      continue;
    }
    switch (text.at(++i)) {
      case 'n':
        result += '\n';
        break;
      case 'r':
        result += '\r';
        break;
      case 't':
        result += '\t';
        break;
      case 'x':
        result += static_cast<char>(std::stoi(text.substr(i + 1, 2), nullptr, 16));
        i += 2;
        break;
      default:
        result += text[i];
    }
  }
  return result;
}

struct Answer {
  Result<JsonValue> result;
  std::chrono::steady_clock::duration time;
};

Answer answer_to(const std::string& name, std::string text) {
  const auto begin = std::chrono::steady_clock::now();
  auto result = parse_json(SourceText(name, std::move(text)));
  return {std::move(result), std::chrono::steady_clock::now() - begin};
}

std::string place_text(const Diagnostic& error) {
  if (!error.place) return "-";
  return std::to_string(error.place->position.line) + ":" +
         std::to_string(error.place->position.column);
}

TEST(JsonCases, GetWhatTheTableSays) {
  const auto rows = read_table("cases.tsv");
  for (const auto& row : rows) {
    ASSERT_EQ(row.size(), 5U) << row[0];
    SCOPED_TRACE(row[0]);
    const Answer answer = answer_to("case.json", unescaped(repeated(row[1])));
    EXPECT_LT(answer.time, longest_answer);
    if (row[2] == "accepted") {
      EXPECT_TRUE(answer.result) << render(answer.result.diagnostics.at(0));
      continue;
    }
    ASSERT_FALSE(answer.result);
    ASSERT_EQ(answer.result.diagnostics.size(), 1U);
    const Diagnostic& error = answer.result.diagnostics[0];
    EXPECT_EQ(slug_of(error.code), row[2]) << render(error);
    EXPECT_EQ(place_text(error), row[3]) << render(error);
    const std::string words = error.message + "\n" + error.help;
    EXPECT_NE(words.find(row[4]), std::string::npos) << words;
  }
  std::cout << rows.size() << " cases\n";
  EXPECT_GT(rows.size(), 90U);
}

// Every text that can be cut off anywhere is refused with one error that has a place.
TEST(JsonCases, EveryBeginningOfATextIsAnswered) {
  const std::string text =
      R"({"a\u00b5\ud83d\ude00": [1.5e-3, -0, true, false, null, "x\n", {}, []], "b": {"c": "µ"}})";
  ASSERT_TRUE(answer_to("t", text).result);
  for (std::size_t size = 0; size < text.size(); ++size) {
    const Answer answer = answer_to("t", text.substr(0, size));
    EXPECT_FALSE(answer.result) << size;
    ASSERT_EQ(answer.result.diagnostics.size(), 1U);
    EXPECT_NE(answer.result.diagnostics[0].message, "the text is not JSON") << size;
  }
}

class Suite : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::path(ELIGO_SHARED_DIR) / "standards/json/test_parsing";
    if (!fs::exists(folder_)) GTEST_SKIP() << "JSONTestSuite is not there: " << folder_;
  }

  // Runs every file whose name begins with `prefix`; returns how many there were.
  template <typename Expectation>
  int for_each_file(const std::string& prefix, Expectation expected) {
    int count = 0;
    for (const auto& entry : fs::directory_iterator(folder_)) {
      const std::string name = entry.path().filename().string();
      if (!name.starts_with(prefix)) continue;
      ++count;
      SCOPED_TRACE(name);
      const Answer answer = answer_to(name, read_file(entry.path()));
      EXPECT_LT(answer.time, longest_answer);
      EXPECT_EQ(static_cast<bool>(answer.result), expected(name))
          << (answer.result ? "" : render(answer.result.diagnostics.at(0)));
      if (!answer.result) {
        EXPECT_FALSE(render(answer.result.diagnostics.at(0)).empty());
      }
    }
    std::cout << prefix << " files: " << count << "\n";
    return count;
  }

  fs::path folder_;
};

using JsonTestSuite = Suite;

TEST_F(JsonTestSuite, WhatMustParseDoes) {
  // Well-formed, but two members have one name; RFC 8259 leaves to us what becomes of them.
  const auto expected = [](const std::string& name) {
    return name != "y_object_duplicated_key.json" &&
           name != "y_object_duplicated_key_and_value.json";
  };
  EXPECT_GT(for_each_file("y_", expected), 90);
}

TEST_F(JsonTestSuite, WhatMustBeRefusedIs) {
  EXPECT_GT(for_each_file("n_", [](const std::string&) { return false; }), 180);
}

TEST_F(JsonTestSuite, WhatIsOursToRuleIsRuled) {
  std::map<std::string, bool> rulings;
  for (const auto& row : read_table("implementation_defined.tsv")) {
    ASSERT_EQ(row.size(), 3U) << row[0];
    ASSERT_TRUE(row[1] == "accepted" || row[1] == "refused") << row[0];
    rulings.emplace(row[0], row[1] == "accepted");
  }
  const int count = for_each_file("i_", [&](const std::string& name) {
    EXPECT_TRUE(rulings.contains(name)) << "no ruling";
    return rulings[name];
  });
  EXPECT_EQ(static_cast<std::size_t>(count), rulings.size());
}

}  // namespace
}  // namespace eligo
