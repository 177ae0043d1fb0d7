#include "tables.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

namespace eligo::golden {

std::vector<std::string> lines_of(const std::filesystem::path& file) {
  std::ifstream stream(file);
  EXPECT_TRUE(stream) << "cannot read " << file;
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

Row split(std::string_view text, char separator) {
  Row cells;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(separator, begin), text.size());
    cells.emplace_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return cells;
}

std::vector<Row> table(const std::string& name) {
  const auto file = std::filesystem::path(ELIGO_SOURCE_DIR) / "tests/golden" / name;
  const std::vector<std::string> lines = lines_of(file);
  std::vector<Row> rows;
  if (lines.empty()) {
    ADD_FAILURE() << file << " is empty";
    return rows;
  }
  const std::size_t columns = split(lines.front(), '\t').size();
  for (std::size_t i = 1; i < lines.size(); ++i) {
    Row row = split(lines[i], '\t');
    if (row.size() != columns) {
      ADD_FAILURE() << name << ":" << i + 1 << ": " << row.size() << " cells, not " << columns;
      continue;
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace eligo::golden
