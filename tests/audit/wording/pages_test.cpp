// Every code has a page, and the page's example has the finding that its better wording has not.

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "audited_rules.h"

namespace eligo::testing {
namespace {

// The text of the first block of code under a heading; empty where there is none.
std::string block_under(std::string_view page, std::string_view heading) {
  const std::string fence = "```\n";
  const std::size_t section = page.find(heading);
  if (section == std::string_view::npos) return {};
  const std::size_t open = page.find(fence, section);
  if (open == std::string_view::npos) return {};
  const std::size_t begin = open + fence.size();
  const std::size_t end = page.find(fence, begin);
  return std::string(page.substr(begin, end - begin));
}

int count_in(const std::vector<AuditFinding>& findings, AuditCode code) {
  int count = 0;
  for (const AuditFinding& finding : findings) count += finding.code == code ? 1 : 0;
  return count;
}

// Of the lists of a document or, where the page is about a rule file, of a criterion's rule.
int count_of(AuditCode code, const std::string& lists) {
  const bool is_rule = lists.starts_with("inclusion ") || lists.starts_with("exclusion ");
  if (is_rule) return count_in(findings_of_rules(lists), code);
  const Result<Document> document = document_of("NCT00000001.txt", document_with(lists));
  Result<AuditedDocument> audited = auditor().audit_document(*document);
  EXPECT_TRUE(audited) << lists;
  if (!audited) return -1;
  return count_in(audited->findings, code);
}

TEST(AuditPages, EveryCodeHasOneWithItsParts) {
  for (const AuditCode code : all_audit_codes()) {
    const std::string_view page = page_of(code);
    const std::string title = "# " + std::string(slug_of(code)) + "\n";
    EXPECT_TRUE(page.starts_with(title)) << slug_of(code);
    for (const char* heading : {"## Why it matters\n", "## Example\n", "## Better wording\n"}) {
      EXPECT_NE(page.find(heading), std::string_view::npos) << slug_of(code) << " " << heading;
    }
  }
}

TEST(AuditPages, TheExampleHasTheFindingAndTheBetterWordingHasNot) {
  for (const AuditCode code : all_audit_codes()) {
    if (code == AuditCode::unproven) continue;  // depends on time: tests/audit/proofs
    const std::string example = block_under(page_of(code), "## Example\n");
    const std::string better = block_under(page_of(code), "## Better wording\n");
    EXPECT_GT(count_of(code, example), 0) << slug_of(code) << "\n" << example;
    EXPECT_EQ(count_of(code, better), 0) << slug_of(code) << "\n" << better;
  }
}

TEST(AuditPages, ThereIsNoneForACodeThatDoesNotExist) {
  EXPECT_TRUE(block_under("# a\n\n## Example\n", "## Better wording\n").empty());
}

}  // namespace
}  // namespace eligo::testing
