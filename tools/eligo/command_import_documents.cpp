#include "command_import_documents.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <string_view>
#include <system_error>

#include "input_files.h"

namespace eligo {
namespace {

namespace fs = std::filesystem;

// "x.eligo.part-4711": Output writes it beside its target.
bool is_unfinished(std::string_view name) {
  const std::size_t part = name.rfind(".part-");
  if (part == std::string_view::npos) return false;
  const std::string_view process = name.substr(part + 6);
  return !process.empty() &&
         std::all_of(process.begin(), process.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_hidden(const fs::path& path) {
  return path.filename().string().starts_with('.');
}

std::vector<std::string> documents_below(const fs::path& folder, const std::string& out,
                                         std::vector<Diagnostic>& diagnostics) {
  std::vector<std::string> files;
  std::error_code error;
  fs::recursive_directory_iterator entry(folder, error);
  while (!error && entry != fs::recursive_directory_iterator()) {
    std::error_code ignored;
    const fs::path& path = entry->path();
    if (entry->is_directory(ignored)) {
      if (is_hidden(path) || fs::equivalent(path, out, ignored)) entry.disable_recursion_pending();
    } else if (entry->is_regular_file(ignored) && !is_hidden(path) &&
               path.extension() != ".eligo" && !is_unfinished(path.filename().string())) {
      files.push_back(path.string());
    }
    entry.increment(error);
  }
  if (error) {
    diagnostics.push_back(unreadable_file(
        folder.string(), "cannot read the folder: " + error.message(), "check its permissions"));
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

std::string name_of_input(const std::string& input) {
  return input == "-" ? "standard input" : input;
}

Result<Document> read_input_document(const std::string& input) {
  if (input != "-") return read_document(input);
  Result<std::string> bytes = read_whole(input, largest_document + 1);
  if (!bytes) return Result<Document>::failure(std::move(bytes.diagnostics));
  return document_of(name_of_input(input), std::move(*bytes));
}

Result<std::vector<std::string>> document_files(const std::vector<std::string>& arguments,
                                                const std::string& out) {
  std::vector<std::string> files;
  std::vector<Diagnostic> diagnostics;
  for (const std::string& argument : arguments) {
    std::error_code error;
    if (argument == "-") {
      files.push_back(argument);
    } else if (fs::is_directory(argument, error)) {
      std::vector<std::string> found = documents_below(argument, out, diagnostics);
      if (found.empty()) {
        diagnostics.push_back(unreadable_file(argument, "the folder holds no document",
                                              "name a folder or a file that does"));
      }
      files.insert(files.end(), found.begin(), found.end());
    } else if (fs::exists(argument, error)) {
      files.push_back(argument);
    } else {
      diagnostics.push_back(unreadable_file(argument, "there is no such file or folder",
                                            "check the spelling of the path"));
    }
  }
  std::set<std::string> seen;
  std::erase_if(files, [&](const std::string& file) { return !seen.insert(file).second; });
  return {std::move(files), std::move(diagnostics)};
}

}  // namespace eligo
