#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "document/quote.h"

namespace eligo {
namespace {

// Documents of public registries, kept beside the checkout where there are any.
class RealDocuments : public testing::Test {
 protected:
  void SetUp() override {
    const auto folder = std::filesystem::path(ELIGO_SHARED_DIR) / "documents";
    if (!std::filesystem::is_directory(folder)) GTEST_SKIP() << "no folder shared/documents";
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
      auto document = read_document(entry.path());
      ASSERT_TRUE(document) << entry.path() << ": " << render(document.diagnostics.at(0));
      documents_.push_back(std::move(*document));
    }
    if (documents_.empty()) GTEST_SKIP() << "shared/documents is empty";
  }

  const Document* document_with_line(std::string_view text) const {
    const auto found = std::find_if(
        documents_.begin(), documents_.end(),
        [&](const Document& document) { return line_of_quote(document, text).has_value(); });
    return found == documents_.end() ? nullptr : &*found;
  }

  std::vector<Document> documents_;
};

TEST_F(RealDocuments, HoldEveryLineOfTheirOwn) {
  for (const Document& document : documents_) {
    for (std::uint32_t line = 1; line <= document.text.line_count(); ++line) {
      const std::string_view text = document.text.line_text(line);
      if (text.find_first_not_of(" \t\r\u00A0") == std::string_view::npos) continue;
      EXPECT_TRUE(std::holds_alternative<QuoteFound>(find_quote(document, text, line)))
          << document.text.name() << ":" << line << ": " << text;
    }
  }
}

TEST_F(RealDocuments, HoldCriteriaAsPeopleReadThem) {
  const Document* diabetes = document_with_line("HbA1c ≥ 7.5 at time of enrollment.");
  ASSERT_NE(diabetes, nullptr);
  const auto at = *line_of_quote(*diabetes, "HbA1c ≥ 7.5 at time of enrollment.");
  EXPECT_TRUE(line_of_quote(*diabetes, "BMI >35 kg/m^2."));
  EXPECT_TRUE(line_of_quote(*diabetes, "BMI \\>35 kg/m\\^2."));
  EXPECT_FALSE(line_of_quote(*diabetes, "BMI >35"));
  const QuoteMatch match = find_quote(*diabetes, "HbA1c ≥ 7.0 at time of enrollment.", at);
  ASSERT_TRUE(std::holds_alternative<QuoteDiffers>(match));
  EXPECT_EQ(std::get<QuoteDiffers>(match).document_has, "7.5 at time of enrollment.");
}

}  // namespace
}  // namespace eligo
