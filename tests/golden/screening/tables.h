#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace eligo::golden {

// The cells of one line.
using Row = std::vector<std::string>;

// The lines of a file, without their ends.
std::vector<std::string> lines_of(const std::filesystem::path& file);

// The pieces of `text` between separators.
Row split(std::string_view text, char separator);

// The rows of a tab-separated table under tests/golden, without its heading. Rows that have not as
// many cells as the heading are reported as test failures and left out.
std::vector<Row> table(const std::string& name);

}  // namespace eligo::golden
