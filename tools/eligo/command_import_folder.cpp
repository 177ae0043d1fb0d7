#include "command_import_folder.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "document/safe_file_name.h"
#include "document/sha256.h"
#include "input_files.h"
#include "language/parse.h"
#include "output.h"

namespace eligo {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

// The bytes that the document was read from.
std::string bytes_of(const Document& document) {
  std::string bytes(document.text.content());
  if (sha256_of(bytes) != document.sha256) bytes.insert(0, byte_order_mark);
  return bytes;
}

// What a document on standard input would be called.
std::string ending_of(const Document& document) {
  const std::string_view text = document.text.content();
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return ".txt";
  const std::string_view begin = text.substr(first);
  if (begin.front() == '{' || begin.front() == '[') return ".json";
  if (begin.starts_with("<!") || begin.starts_with("<html") || begin.starts_with("<HTML")) {
    return ".html";
  }
  return begin.front() == '<' ? ".xml" : ".txt";
}

std::string own_name(const std::string& input, const Document& document, const std::string& trial) {
  if (input == "-") return safe_file_name(trial, ending_of(document));
  const fs::path name = fs::path(input).filename();
  return safe_file_name(name.stem().string(), name.extension().string());
}

std::optional<Diagnostic> replace(const std::string& file, const std::string& content) {
  std::string why;
  if (replace_file(file, content, why)) return std::nullopt;
  return make_diagnostic(DiagnosticCode::unwritable_output, file, why);
}

bool holds(const std::string& file, const std::string& content) {
  std::error_code error;
  if (fs::file_size(file, error) != content.size() || error) return false;
  const Result<std::string> there = read_whole(file, content.size() + 1);
  return there && *there == content;
}

}  // namespace

std::optional<Diagnostic> ImportFolder::open() const {
  std::error_code error;
  fs::create_directories(folder_, error);
  if (error && !fs::is_directory(folder_)) {
    return make_diagnostic(DiagnosticCode::unwritable_output, folder_,
                           "the folder cannot be made: " + error.message(),
                           "name a folder that can be written to");
  }
  return std::nullopt;
}

std::string ImportFolder::path_of(const std::string& name) const {
  return (fs::path(folder_) / name).string();
}

std::string ImportFolder::rule_file(const std::string& trial) const {
  return path_of(safe_file_name(trial, ".eligo"));
}

Result<std::optional<ExistingRules>> ImportFolder::existing_rules(const std::string& trial) const {
  using Existing = Result<std::optional<ExistingRules>>;
  const std::string file = rule_file(trial);
  std::error_code error;
  if (!fs::exists(file, error)) return Existing::success(std::nullopt);
  const std::uintmax_t size = fs::file_size(file, error);
  if (error) {
    return Existing::failure(make_diagnostic(DiagnosticCode::file_in_the_way, file,
                                             "what stands here is no rule file",
                                             "take it out of the folder"));
  }
  constexpr std::uintmax_t most = largest_rule_text + 1;
  Result<std::string> text = read_whole(file, std::min(size + 1, most));
  if (!text) return Existing::failure(std::move(text.diagnostics));
  Result<syntax::RuleFile> rules = parse_rules(SourceText(file, *text));
  if (!rules) return Existing::failure(std::move(rules.diagnostics));
  const auto found = std::find_if(rules->trials.begin(), rules->trials.end(),
                                  [&](const syntax::Trial& one) { return one.id.text == trial; });
  if (found == rules->trials.end()) {
    return Existing::failure(
        make_diagnostic(DiagnosticCode::file_in_the_way, file,
                        fmt::format("the file that trial {} belongs into is about another", trial),
                        "give that file another name"));
  }
  const auto place = static_cast<std::size_t>(found - rules->trials.begin());
  return Existing::success(ExistingRules{std::move(*rules), place, std::move(*text)});
}

// Whether a document may stand under a name: where no file does, or the same one, or the one that
// it takes the place of.
bool ImportFolder::may_take(const std::string& name, const Document& document,
                            const std::vector<std::string>& before) const {
  const auto written = written_.find(name);
  if (written != written_.end()) return written->second == document.sha256;
  std::error_code error;
  const std::string path = path_of(name);
  if (!fs::exists(path, error)) return true;
  if (std::find(before.begin(), before.end(), name) != before.end()) return true;
  const Result<Document> there = read_document(path);
  return there && there->sha256 == document.sha256;
}

Result<std::string> ImportFolder::document_name(const std::string& input, const Document& document,
                                                const std::string& trial,
                                                const std::vector<std::string>& before) const {
  const std::string name = own_name(input, document, trial);
  if (may_take(name, document, before)) return Result<std::string>::success(name);
  const fs::path path(name);
  const std::string with_trial =
      safe_file_name(trial + "-" + path.stem().string(), path.extension().string());
  if (may_take(with_trial, document, before)) return Result<std::string>::success(with_trial);
  return Result<std::string>::failure(
      make_diagnostic(DiagnosticCode::file_in_the_way, path_of(with_trial),
                      fmt::format("the copy of {} has no place: another file has this name", input),
                      "take that file out of the folder, or import into another one"));
}

std::optional<Diagnostic> ImportFolder::write_document(const std::string& name,
                                                       const Document& document) {
  written_.emplace(name, document.sha256);
  const std::string bytes = bytes_of(document);
  if (holds(path_of(name), bytes)) return std::nullopt;
  return replace(path_of(name), bytes);
}

std::optional<Diagnostic> ImportFolder::write_rules(const std::string& trial,
                                                    const std::string& text) const {
  const std::string file = rule_file(trial);
  if (holds(file, text)) return std::nullopt;
  return replace(file, text);
}

}  // namespace eligo
