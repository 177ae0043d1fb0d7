#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>

#include "document/list_marker.h"
#include "document/plain_text.h"
#include "document/read_records.h"
#include "sample_document.h"

namespace eligo {
namespace {

// Criteria of real trials, a line each, kept beside the checkout where there are any.
std::filesystem::path folder() {
  return std::filesystem::path(ELIGO_SHARED_DIR) / "corpus" / "chia_dev";
}

std::vector<std::string> lines_of(const std::filesystem::path& file) {
  std::vector<std::string> lines;
  std::ifstream stream(file, std::ios::binary);
  for (std::string line; std::getline(stream, line);) {
    std::string text = plain_text(line).text;
    if (!text.empty()) lines.push_back(std::move(text));
  }
  return lines;
}

std::string without_number(const std::string& text) {
  return text.substr(list_marker_size(text));
}

bool must_be_criterion(const std::string& line) {
  const std::string text = without_number(line);
  return !line.ends_with(':') && text != "NA" && text != "N/A";
}

TEST(AnnotatedLines, AreCriteriaOfTheirOwn) {
  if (!std::filesystem::is_directory(folder())) GTEST_SKIP() << "no folder shared/corpus/chia_dev";
  for (const auto& entry : std::filesystem::directory_iterator(folder())) {
    if (entry.path().extension() != ".txt") continue;
    const std::vector<std::string> lines = lines_of(entry.path());
    const bool is_inclusion = entry.path().stem().string().ends_with("_inc");
    const auto list = is_inclusion ? CriteriaList::inclusion : CriteriaList::exclusion;
    const std::string inclusion = "Inclusion Criteria:\n\n";
    const std::string exclusion = "Exclusion Criteria:\n\n";
    std::string text = "NCT00000001\n\n" + (is_inclusion ? exclusion : inclusion) +
                       "* Consent\n\n" + (is_inclusion ? inclusion : exclusion);
    for (const std::string& line : lines) text += "* " + line + "\n";
    const auto records = read_records(document_with(text));
    ASSERT_TRUE(records) << entry.path();
    std::multimap<std::string, std::uint32_t> found;
    for (const ListedCriterion& criterion : records->front().criteria) {
      EXPECT_TRUE(criterion.sentence.nested.empty()) << criterion.sentence.words.text;
      if (criterion.list != list) continue;
      found.emplace(without_number(criterion.sentence.words.text), criterion.sentence.words.line);
    }
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (!must_be_criterion(lines[i])) continue;
      const auto criterion = found.find(without_number(lines[i]));
      ASSERT_NE(criterion, found.end()) << entry.path() << ": " << lines[i];
      found.erase(criterion);
    }
  }
}

}  // namespace
}  // namespace eligo
