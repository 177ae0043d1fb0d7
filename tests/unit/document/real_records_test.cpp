#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <vector>

#include "document/document_format.h"
#include "document/quote.h"
#include "document/xml_record.h"

namespace eligo {
namespace {

// XML records of a public registry, kept beside the checkout where there are any.
std::vector<Document> real_records() {
  std::vector<Document> documents;
  const auto folder = std::filesystem::path(ELIGO_SHARED_DIR) / "corpus" / "ctgov_xml";
  if (!std::filesystem::is_directory(folder)) return documents;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    auto document = read_document(entry.path());
    EXPECT_TRUE(document) << entry.path();
    if (document) documents.push_back(std::move(*document));
  }
  return documents;
}

void expect_stands(const Document& document, const QuotedWords& words) {
  EXPECT_TRUE(std::holds_alternative<QuoteFound>(
      find_quote(document, words.text, words.line, words.column)))
      << document.text.name() << ":" << words.line << ": " << words.text;
}

void expect_stands(const Document& document, const CriterionSentence& sentence) {
  expect_stands(document, sentence.words);
  for (const CriterionSentence& nested : sentence.nested) expect_stands(document, nested);
}

TEST(RealRecords, HoldEveryQuoteTakenFromThem) {
  const std::vector<Document> documents = real_records();
  if (documents.empty()) GTEST_SKIP() << "no folder shared/corpus/ctgov_xml";
  for (const Document& document : documents) {
    ASSERT_EQ(document_format(document.text.content()), DocumentFormat::xml);
    const auto records = read_xml_records(document);
    ASSERT_TRUE(records) << render(records.diagnostics.at(0));
    ASSERT_EQ(records->size(), 1U);
    const RegistryRecord& record = records->front();
    EXPECT_NE(document.text.name().find(record.trial), std::string::npos);
    EXPECT_FALSE(record.criteria.empty());
    ASSERT_TRUE(record.ages && record.sexes && record.healthy) << record.trial;
    for (const QuotedWords& words : record.ages->quotes) expect_stands(document, words);
    for (const QuotedWords& words : record.sexes->quotes) expect_stands(document, words);
    for (const QuotedWords& words : record.healthy->quotes) expect_stands(document, words);
    for (const auto& criterion : record.criteria) expect_stands(document, criterion.sentence);
  }
}

}  // namespace
}  // namespace eligo
