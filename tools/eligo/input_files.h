#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "text/result.h"

namespace eligo {

// The files that arguments name: a file itself, a folder's files with one of `endings` (".eligo"),
// searched recursively and sorted by path, "-" for standard input as it is. A file named twice
// counts once. Diagnoses what is not there and folders without such a file.
Result<std::vector<std::string>> input_files(const std::vector<std::string>& arguments,
                                             const std::vector<std::string>& endings);

// That a file or folder cannot be used, and what to do about it.
Diagnostic unreadable_file(const std::string& name, const std::string& why,
                           const std::string& help);

// Standard input ("-") or a file, whole or up to its first `most_bytes` bytes.
Result<std::string> read_whole(const std::string& file, std::size_t most_bytes);

}  // namespace eligo
