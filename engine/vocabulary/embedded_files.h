#pragma once

#include <string_view>
#include <vector>

namespace eligo {

// A file of the project that was compiled into the library.
struct EmbeddedFile {
  std::string_view name;  // its path from the project's root: "rules/vocabulary/condition.json"
  std::string_view content;
};

// The files of rules/vocabulary, in order of name.
const std::vector<EmbeddedFile>& embedded_files();

}  // namespace eligo
