#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "vocabulary/embedded_files.h"
#include "vocabulary/vocabulary.h"

namespace eligo {

// A vocabulary file that Eligo is built with.
inline SourceText standard_file(std::string_view name) {
  const auto& files = embedded_files();
  const auto found = std::find_if(files.begin(), files.end(), [&](const EmbeddedFile& file) {
    return file.name.ends_with(name);
  });
  return {std::string(found->name), std::string(found->content)};
}

// The units that Eligo is built with; samples need no others.
inline SourceText standard_units() {
  return standard_file("units.json");
}

// A vocabulary of the standard units and the files with these contents, "file0.json", ...
inline Result<Vocabulary> read_sample(const std::vector<std::string>& contents) {
  std::vector<SourceText> files = {standard_units(), standard_file("unit_spelling.json")};
  for (const std::string& content : contents) {
    files.emplace_back(fmt::format("file{}.json", files.size() - 2), content);
  }
  return Vocabulary::read(files);
}

// A file of concepts of one kind, written as JSON objects with commas between them.
inline std::string concepts(std::string_view kind, std::string_view objects) {
  return fmt::format(R"({{"kind": "{}", "concepts": [{}]}})", kind, objects);
}

}  // namespace eligo
