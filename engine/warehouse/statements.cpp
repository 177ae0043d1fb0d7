#include "warehouse/statements.h"

#include <algorithm>

namespace eligo::warehouse {
namespace {

// Behind the literal that begins the text.
std::size_t end_of_literal(std::string_view text) {
  std::size_t end = text.find('\'', 1);
  while (end != std::string_view::npos && text.substr(end).starts_with("''")) {
    end = text.find('\'', end + 2);
  }
  return end == std::string_view::npos ? text.size() : end + 1;
}

void add(std::string& statement, std::vector<std::string>& to) {
  const std::size_t begin = statement.find_first_not_of(" \n");
  if (begin != std::string::npos) {
    statement.erase(0, begin);
    statement.erase(statement.find_last_not_of(" \n") + 1);
    if (!statement.starts_with("DROP TABLE IF EXISTS ")) to.push_back(statement);
  }
  statement.clear();
}

}  // namespace

std::vector<std::string> statements_of(std::string_view script) {
  std::vector<std::string> statements;
  std::string statement;
  while (!script.empty()) {
    if (script.starts_with("--")) {
      script.remove_prefix(std::min(script.find('\n'), script.size()));
    } else if (script.front() == ';') {
      add(statement, statements);
      script.remove_prefix(1);
    } else {
      const std::size_t size = script.front() == '\'' ? end_of_literal(script) : 1;
      statement += script.substr(0, size);
      script.remove_prefix(size);
    }
  }
  add(statement, statements);
  return statements;
}

}  // namespace eligo::warehouse
