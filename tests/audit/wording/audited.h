#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "audit/audit.h"
#include "vocabulary/standard_vocabulary.h"

namespace eligo::testing {

inline const Vocabulary& vocabulary() {
  static const Result<Vocabulary> read = standard_vocabulary();
  return *read;
}

inline Auditor& auditor() {
  static Auditor instance(vocabulary());
  return instance;
}

// The file's text; a test fails where it cannot be read.
inline std::string file_text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  EXPECT_TRUE(file.is_open()) << path;
  return {std::istreambuf_iterator<char>(file), {}};
}

// What is said about the wording of a document; its name is `name`.
inline std::vector<AuditFinding> wording_of(const std::string& text,
                                            const std::string& name = "NCT00000001.txt") {
  const Result<Document> document = document_of(name, text);
  EXPECT_TRUE(document) << text;
  if (!document) return {};
  AuditOptions options;
  options.prove = false;
  Result<AuditedDocument> audited = auditor().audit_document(*document, options);
  EXPECT_TRUE(audited) << text;
  if (!audited) return {};
  return std::move(audited->findings);
}

// A document around the lists of a trial, with the headings that these begin with.
inline std::string document_with(std::string_view lists) {
  return "NCT00000001\n\nA trial\n\nEligibility Criteria\n\n" + std::string(lists) + "\n";
}

// The words of the document that a finding points at.
inline std::string words_at(const std::string& text, const AuditFinding& finding) {
  const Result<Document> document = document_of("NCT00000001.txt", text);
  const std::string line(document->text.line_text(finding.line));
  std::string words;
  std::uint32_t column = 0;
  for (const char c : line) {
    const bool begins = (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    if (begins) ++column;
    if (column >= finding.column && column < finding.column + finding.length) words += c;
  }
  return words;
}

}  // namespace eligo::testing
