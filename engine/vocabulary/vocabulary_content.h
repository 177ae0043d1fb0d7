#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "vocabulary/code_system.h"
#include "vocabulary/concept.h"
#include "vocabulary/english_spelling.h"

namespace eligo {

// All that the files of a vocabulary say, and what follows from it, before it is packed. Concepts
// have their index in `concepts` as id.
struct VocabularyContent {
  template <typename T>
  using TextMap = std::map<std::string, T, std::less<>>;

  UnitTable units;
  EnglishSpelling spelling;
  std::vector<Concept> concepts;
  TextMap<ConceptId> by_key;
  TextMap<std::vector<ConceptId>> by_name;  // comparable name -> one concept a kind, in that order
  std::map<CodeSystem, TextMap<ConceptId>> by_code;                // by code_form
  std::vector<std::pair<std::string, std::string>> written_names;  // comparable -> as written
  std::size_t most_words_in_a_name = 0;
  std::vector<std::pair<std::string, ConceptId>> stems;  // comparable

  // Both by concept id, the lists in order of id.
  std::vector<std::vector<ConceptId>> kinds_of;    // with the concept itself
  std::vector<std::vector<ConceptId>> broader_of;  // without it
};

}  // namespace eligo
