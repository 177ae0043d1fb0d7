// The findings about the five trials of rules/ are those of tests/audit/five.tsv, where each was
// judged by reading.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <sstream>
#include <string>

#include "audited.h"
#include "language/load.h"

namespace eligo::testing {
namespace {

std::set<std::string> found_in_rules() {
  std::set<std::string> rows;
  for (const auto& entry : std::filesystem::directory_iterator(ELIGO_SOURCE_DIR "/rules")) {
    const std::filesystem::path file = entry.path() / (entry.path().filename().string() + ".eligo");
    if (!std::filesystem::exists(file)) continue;
    const Result<std::vector<Program>> programs = load_rules(file, vocabulary());
    EXPECT_TRUE(programs) << file;
    if (!programs) continue;
    for (const Program& program : *programs) {
      const Result<Document> document = read_document(entry.path() / program.document);
      for (const AuditFinding& finding : auditor().audit(program, *document)) {
        rows.insert(fmt::format("{}\t{}\t{}\t{}\t{}\t{}", finding.trial, finding.criterion,
                                finding.line, finding.column, finding.length,
                                slug_of(finding.code)));
      }
    }
  }
  return rows;
}

struct Table {
  std::set<std::string> rows;  // without the words and the judgement
  int judged_right = 0;
};

Table judged() {
  Table table;
  std::istringstream lines(file_text(ELIGO_SOURCE_DIR "/tests/audit/five.tsv"));
  for (std::string line; std::getline(lines, line);) {
    if (line.empty() || line.front() == '#') continue;
    std::size_t end = 0;
    for (int column = 0; column < 6; ++column) end = line.find('\t', end + (column > 0 ? 1 : 0));
    table.rows.insert(line.substr(0, end));
    const std::size_t last = line.rfind('\t');
    table.judged_right += line.substr(last + 1).starts_with("right") ? 1 : 0;
  }
  return table;
}

TEST(FiveTrials, TheTableHasEveryFindingAndNoOther) {
  const std::set<std::string> found = found_in_rules();
  const Table table = judged();
  for (const std::string& row : found) {
    EXPECT_TRUE(table.rows.contains(row)) << "not in five.tsv: " << row;
  }
  for (const std::string& row : table.rows) {
    EXPECT_TRUE(found.contains(row)) << "not found: " << row;
  }
}

TEST(FiveTrials, NineInTenFindingsWereJudgedRight) {
  const Table table = judged();
  EXPECT_GE(table.judged_right * 10, static_cast<int>(table.rows.size()) * 9);
}

}  // namespace
}  // namespace eligo::testing
