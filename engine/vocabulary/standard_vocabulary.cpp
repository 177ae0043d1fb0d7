#include "vocabulary/standard_vocabulary.h"

#include "vocabulary/embedded_files.h"

namespace eligo {

Result<Vocabulary> standard_vocabulary() {
  std::vector<SourceText> files;
  for (const EmbeddedFile& file : embedded_files()) {
    files.emplace_back(std::string(file.name), std::string(file.content));
  }
  return Vocabulary::read(files);
}

}  // namespace eligo
