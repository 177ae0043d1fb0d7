#include "input_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <iterator>
#include <set>
#include <system_error>

namespace eligo {
namespace {

namespace fs = std::filesystem;

bool has_ending(const fs::path& path, const std::vector<std::string>& endings) {
  const std::string name = path.filename().string();
  return std::any_of(endings.begin(), endings.end(), [&](const std::string& ending) {
    return name.size() > ending.size() && name.ends_with(ending);
  });
}

std::vector<std::string> files_below(const fs::path& folder,
                                     const std::vector<std::string>& endings,
                                     std::vector<Diagnostic>& diagnostics) {
  std::vector<std::string> files;
  std::error_code error;
  fs::recursive_directory_iterator entry(folder, error);
  while (!error && entry != fs::recursive_directory_iterator()) {
    std::error_code ignored;
    if (entry->is_regular_file(ignored) && has_ending(entry->path(), endings)) {
      files.push_back(entry->path().string());
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

Result<std::string> read_up_to(std::istream& stream, const std::string& name,
                               std::size_t most_bytes) {
  std::string text(most_bytes, '\0');
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (stream.bad()) {
    return Result<std::string>::failure(unreadable_file(name, "cannot be read",
                                                        "check that it is a "
                                                        "file and may be read"));
  }
  text.resize(static_cast<std::size_t>(stream.gcount()));
  return Result<std::string>::success(std::move(text));
}

}  // namespace

Diagnostic unreadable_file(const std::string& name, const std::string& why,
                           const std::string& help) {
  return make_diagnostic(DiagnosticCode::unreadable_file, name, why, help);
}

Result<std::vector<std::string>> input_files(const std::vector<std::string>& arguments,
                                             const std::vector<std::string>& endings) {
  std::vector<std::string> files;
  std::vector<Diagnostic> diagnostics;
  for (const std::string& argument : arguments) {
    std::error_code error;
    if (argument == "-") {
      files.push_back(argument);
    } else if (fs::is_directory(argument, error)) {
      std::vector<std::string> found = files_below(argument, endings, diagnostics);
      if (found.empty()) {
        std::string wanted;
        for (const std::string& ending : endings) wanted += (wanted.empty() ? "*" : ", *") + ending;
        diagnostics.push_back(unreadable_file(argument, "the folder holds no file " + wanted,
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

Result<std::string> read_whole(const std::string& file, std::size_t most_bytes) {
  if (file == "-") return read_up_to(std::cin, "standard input", most_bytes);
  std::ifstream stream(file, std::ios::binary);
  if (!stream) {
    return Result<std::string>::failure(unreadable_file(file, "cannot be opened",
                                                        "check that it is "
                                                        "there and may be read"));
  }
  return read_up_to(stream, file, most_bytes);
}

}  // namespace eligo
