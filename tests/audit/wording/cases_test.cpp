// The cases of wording.cases: for each code sentences that have it, with the words that it is
// about, and neighbours that have not.

#include <gtest/gtest.h>

#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "audited.h"

namespace eligo::testing {
namespace {

struct Case {
  bool has_it = false;
  std::string code;
  std::string lists;  // the criteria, with their headings
  std::string words;  // marked in the case; empty where none are
  std::string row;
};

const std::string open_mark = "[[";
const std::string close_mark = "]]";

// "code <tab> list <tab> sentence"; several sentences are parted by " || ".
Case case_of(const std::string& row) {
  Case one;
  one.row = row;
  one.has_it = row.front() == '+';
  const std::size_t first = row.find('\t');
  const std::size_t second = row.find('\t', first + 1);
  one.code = row.substr(1, first - 1);
  const std::string list = row.substr(first + 1, second - first - 1);
  std::string sentence = row.substr(second + 1);
  const std::size_t open = sentence.find(open_mark);
  if (open != std::string::npos) {
    const std::size_t close = sentence.find(close_mark);
    one.words = sentence.substr(open + open_mark.size(), close - open - open_mark.size());
    sentence.erase(close, close_mark.size());
    sentence.erase(open, open_mark.size());
  }
  one.lists = list == "exclusion" ? "Exclusion Criteria:\n\n* " : "Inclusion Criteria:\n\n* ";
  const std::string next = " || ";
  for (std::size_t at = sentence.find(next); at != std::string::npos; at = sentence.find(next)) {
    sentence.replace(at, next.size(), "\n* ");
  }
  one.lists += sentence;
  return one;
}

std::vector<Case> cases() {
  std::istringstream rows(file_text(ELIGO_SOURCE_DIR "/tests/audit/wording/wording.cases"));
  std::vector<Case> result;
  for (std::string row; std::getline(rows, row);) {
    if (!row.empty() && row.front() != '#') result.push_back(case_of(row));
  }
  return result;
}

TEST(WordingCases, AreFoundAtTheirWordsAndNowhereElse) {
  for (const Case& one : cases()) {
    const std::string text = document_with(one.lists);
    std::vector<std::string> words;
    for (const AuditFinding& finding : wording_of(text)) {
      if (slug_of(finding.code) == one.code) words.push_back(words_at(text, finding));
    }
    if (!one.has_it) {
      EXPECT_TRUE(words.empty()) << one.row << "\n" << (words.empty() ? "" : words.front());
      continue;
    }
    EXPECT_FALSE(words.empty()) << one.row;
    if (words.empty()) continue;
    if (!one.words.empty()) {
      EXPECT_EQ(words.front(), one.words) << one.row;
    }
  }
}

// Proofs have cases of their own, lists and rule files tests of theirs.
bool is_about_sentences(AuditCode code) {
  return !comes_of_a_proof(code) && code != AuditCode::numbering_gap &&
         code != AuditCode::no_criteria && code != AuditCode::unused_acceptance;
}

TEST(WordingCases, HaveASentenceWithEachCodeAndANeighbourWithout) {
  std::map<std::string, std::pair<int, int>> counts;
  for (const Case& one : cases()) {
    auto& [positive, negative] = counts[one.code];
    ++(one.has_it ? positive : negative);
  }
  for (const AuditCode code : all_audit_codes()) {
    if (!is_about_sentences(code)) continue;
    const auto& [positive, negative] = counts[std::string(slug_of(code))];
    EXPECT_GT(positive, 0) << slug_of(code);
    EXPECT_GT(negative, 0) << slug_of(code);
  }
}

}  // namespace
}  // namespace eligo::testing
