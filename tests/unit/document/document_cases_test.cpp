// Runs the case files of tests/documents: X.txt is a document, X.expected what is read of it, as
// record_listing.h writes it.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "document/quote.h"
#include "document/read_records.h"
#include "record_listing.h"

namespace eligo {
namespace {

using Path = std::filesystem::path;

std::vector<Path> case_files() {
  std::vector<Path> files;
  for (const auto& entry :
       std::filesystem::directory_iterator(Path(ELIGO_SOURCE_DIR) / "tests/documents")) {
    if (entry.path().extension() == ".txt") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::string name_of_case(const testing::TestParamInfo<Path>& info) {
  std::string name = info.param.stem().string();
  std::replace_if(
      name.begin(), name.end(), [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
  return name;
}

Document read_case(const Path& file) {
  auto document = read_document(file);
  EXPECT_TRUE(document) << file;
  return std::move(*document);
}

void expect_stands(const Document& document, const QuotedWords& words) {
  EXPECT_FALSE(words.text.empty()) << document.text.name() << ":" << words.line;
  EXPECT_TRUE(std::holds_alternative<QuoteFound>(
      find_quote(document, words.text, words.line, words.column)))
      << document.text.name() << ":" << words.line << ": " << words.text;
}

void expect_stands(const Document& document, const CriterionSentence& sentence) {
  expect_stands(document, sentence.words);
  for (const CriterionSentence& nested : sentence.nested) expect_stands(document, nested);
}

void expect_all_stand(const Document& document, const std::vector<QuotedWords>& quotes) {
  for (const QuotedWords& words : quotes) expect_stands(document, words);
}

// Every quote stands where the record says, and no two criteria have the same id.
void expect_sound(const Document& document, const RegistryRecord& record) {
  std::set<std::pair<CriteriaList, std::uint32_t>> ids;
  for (const ListedCriterion& criterion : record.criteria) {
    expect_stands(document, criterion.sentence);
    EXPECT_TRUE(ids.emplace(criterion.list, criterion.number).second)
        << document.text.name() << ": number " << criterion.number << " twice";
  }
  for (const LostCriterion& lost : record.lost) {
    EXPECT_TRUE(ids.emplace(lost.list, lost.number).second)
        << document.text.name() << ": number " << lost.number << " twice";
  }
  if (record.ages) expect_all_stand(document, record.ages->quotes);
  if (record.sexes) expect_all_stand(document, record.sexes->quotes);
  if (record.healthy) expect_all_stand(document, record.healthy->quotes);
  for (const WithheldCriteria& withheld : record.withheld) {
    if (withheld.words) expect_stands(document, *withheld.words);
  }
}

class DocumentCase : public testing::TestWithParam<Path> {};

TEST_P(DocumentCase, IsReadAsExpected) {
  const Document document = read_case(GetParam());
  std::ifstream file(Path(GetParam()).replace_extension(".expected"), std::ios::binary);
  const std::string expected{std::istreambuf_iterator<char>(file), {}};
  EXPECT_EQ(RecordListing::of(read_records(document)), expected);
}

TEST_P(DocumentCase, HoldsItsQuotesWhereverItIsCutOff) {
  const Document whole = read_case(GetParam());
  const std::string content(whole.text.content());
  for (std::size_t size = 0; size <= content.size(); ++size) {
    const bool is_inside_character =
        size < content.size() && (static_cast<unsigned char>(content[size]) & 0xC0U) == 0x80U;
    if (is_inside_character) continue;
    const Document cut{SourceText(whole.text.name(), content.substr(0, size)), ""};
    const auto records = read_records(cut);
    if (!records) continue;
    for (const RegistryRecord& record : *records) expect_sound(cut, record);
  }
}

INSTANTIATE_TEST_SUITE_P(Files, DocumentCase, testing::ValuesIn(case_files()), name_of_case);

}  // namespace
}  // namespace eligo
