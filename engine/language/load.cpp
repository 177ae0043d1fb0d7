#include "language/load.h"

#include <fmt/format.h>

#include <fstream>
#include <iterator>
#include <string>
#include <utility>

#include "language/check.h"
#include "language/parse.h"

namespace eligo {
namespace {

Diagnostic unreadable(const std::string& name, std::string_view why) {
  return make_diagnostic(DiagnosticCode::unreadable_file, name,
                         fmt::format("the rule file {}", why), "name a rule file");
}

// At most one byte more than a rule file may have: the parser refuses that.
Result<std::string> read_text(const std::filesystem::path& file) {
  std::error_code failure;
  const auto status = std::filesystem::status(file, failure);
  const std::string name = file.string();
  if (failure || !std::filesystem::exists(status)) {
    return Result<std::string>::failure(unreadable(name, "does not exist or cannot be reached"));
  }
  if (std::filesystem::is_directory(status)) {
    return Result<std::string>::failure(unreadable(name, "is a folder"));
  }
  std::ifstream input(file, std::ios::binary);
  if (!input) return Result<std::string>::failure(unreadable(name, "cannot be opened"));
  std::string text(largest_rule_text + 1, '\0');
  input.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (input.bad()) return Result<std::string>::failure(unreadable(name, "cannot be read"));
  text.resize(static_cast<std::size_t>(input.gcount()));
  return Result<std::string>::success(std::move(text));
}

}  // namespace

Result<std::vector<Program>> load_rules(const std::filesystem::path& file,
                                        const Vocabulary& vocabulary,
                                        const ExpectsDocument& expects) {
  using Programs = Result<std::vector<Program>>;
  Result<std::string> text = read_text(file);
  if (!text) return Programs::failure(std::move(text.diagnostics));
  const SourceText source(file.string(), std::move(*text));
  Result<syntax::RuleFile> rules = parse_rules(source);
  if (!rules) return Programs::failure(std::move(rules.diagnostics));
  const auto documents = [&](const std::string& name) {
    const std::filesystem::path document = file.parent_path() / name;
    if (expects) expects(document);
    return read_document(document);
  };
  Programs programs = check_rules(source, *rules, vocabulary, documents);
  programs.diagnostics.insert(programs.diagnostics.begin(),
                              std::make_move_iterator(rules.diagnostics.begin()),
                              std::make_move_iterator(rules.diagnostics.end()));
  return programs;
}

}  // namespace eligo
