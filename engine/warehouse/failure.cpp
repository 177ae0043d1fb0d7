#include "warehouse/failure.h"

#include <fmt/format.h>

namespace eligo::warehouse {

std::string one_line(std::string_view text) {
  std::string line;
  for (const char character : text) {
    const bool is_blank = character == ' ' || character == '\n' || character == '\t';
    if (!is_blank) {
      line += character;
    } else if (!line.empty() && line.back() != ' ') {
      line += ' ';
    }
  }
  if (line.ends_with(' ')) line.pop_back();
  return line.empty() ? "it does not say why" : line;
}

Diagnostic refused_statement(const std::string& place, std::string_view why,
                             const std::string& statement) {
  constexpr std::string_view self_test = "eligo self-test failed: ";
  why = why.substr(0, why.find("\nLINE "));  // DuckDB shows the statement once more
  if (const std::size_t begin = why.find(self_test); begin != std::string_view::npos) {
    // It stands in quotes, as what is no number.
    const std::string_view found = why.substr(begin, why.find_last_of("'\"") - begin);
    return failure(place, one_line(found),
                   "nothing was decided: the decisions would rest on something that is not as it "
                   "must be");
  }
  constexpr std::size_t most = 60;
  const std::string beginning = statement.substr(0, statement.find('\n'));
  return failure(place, one_line(why),
                 fmt::format("the statement begins with: {}{}", beginning.substr(0, most),
                             beginning.size() > most ? "..." : ""));
}

}  // namespace eligo::warehouse
