#include "vocabulary/standard_vocabulary.h"

#include "vocabulary/prepared_vocabulary.h"

namespace eligo {

Result<Vocabulary> standard_vocabulary() {
  return Result<Vocabulary>::success(
      Vocabulary(std::make_shared<PackedVocabulary>(prepared_vocabulary())));
}

}  // namespace eligo
