#include "document/document.h"

#include <gtest/gtest.h>

#include <fstream>

#include "document/sha256.h"

namespace eligo {
namespace {

class ReadDocument : public testing::Test {
 protected:
  void SetUp() override {
    const auto* info = testing::UnitTest::GetInstance()->current_test_info();
    folder_ = std::filesystem::temp_directory_path() /
              (std::string("eligo_read_document_") + info->name());
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::filesystem::path file_with(std::string_view bytes) {
    const auto path = folder_ / "trial.txt";
    std::ofstream(path, std::ios::binary)
        .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return path;
  }

  void expect_refused(const std::filesystem::path& path, DiagnosticCode code) {
    const auto document = read_document(path);
    EXPECT_FALSE(document);
    ASSERT_EQ(document.diagnostics.size(), 1U);
    EXPECT_EQ(document.diagnostics[0].code, code) << document.diagnostics[0].message;
    EXPECT_EQ(document.diagnostics[0].source, path.string());
  }

  std::filesystem::path folder_;
};

TEST_F(ReadDocument, GivesTextAndSha256) {
  const auto document = read_document(file_with("abc"));
  ASSERT_TRUE(document);
  EXPECT_EQ(document->text.content(), "abc");
  EXPECT_EQ(document->sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_TRUE(document.diagnostics.empty());
}

TEST_F(ReadDocument, ReadsAnEmptyFile) {
  const auto document = read_document(file_with(""));
  ASSERT_TRUE(document);
  EXPECT_EQ(document->text.content(), "");
  EXPECT_EQ(document->sha256, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST_F(ReadDocument, LeavesOutAByteOrderMarkButHashesIt) {
  const std::string bytes =
      "\xEF\xBB\xBF"
      "abc";
  const auto document = read_document(file_with(bytes));
  ASSERT_TRUE(document);
  EXPECT_EQ(document->text.content(), "abc");
  EXPECT_EQ(document->sha256, sha256_of(bytes));
  EXPECT_NE(document->sha256, sha256_of("abc"));
}

TEST_F(ReadDocument, RefusesAMissingFileAndAFolder) {
  expect_refused(folder_ / "absent.txt", DiagnosticCode::unreadable_file);
  expect_refused(folder_, DiagnosticCode::unreadable_file);
}

TEST_F(ReadDocument, RefusesBinary) {
  expect_refused(file_with(std::string_view("PK\0\x03", 4)), DiagnosticCode::binary_file);
}

TEST_F(ReadDocument, RefusesUtf16AndSaysSo) {
  using namespace std::string_view_literals;
  for (const std::string_view bytes :
       {"\xFF\xFEI\0n\0c\0"sv, "\xFE\xFF\0I\0n"sv, "<\0a\0>\0"sv, "\0{\0}"sv}) {
    const auto path = file_with(bytes);
    expect_refused(path, DiagnosticCode::invalid_utf8);
    EXPECT_NE(read_document(path).diagnostics[0].message.find("UTF-16"), std::string::npos);
  }
}

TEST_F(ReadDocument, RefusesWhatIsNotUtf8AndNamesTheLine) {
  const auto path = file_with("Age\ncaf\xE9\n");
  expect_refused(path, DiagnosticCode::invalid_utf8);
  EXPECT_NE(read_document(path).diagnostics[0].message.find("byte 7, on line 2"),
            std::string::npos);
}

TEST_F(ReadDocument, TakesTheLargestDocumentAndRefusesOneByteMore) {
  EXPECT_TRUE(read_document(file_with(std::string(largest_document, 'a'))));
  expect_refused(file_with(std::string(largest_document + 1, 'a')), DiagnosticCode::too_large);
}

}  // namespace
}  // namespace eligo
