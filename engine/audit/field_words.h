#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "vocabulary/vocabulary.h"

namespace eligo {

// The words that the vocabulary's names are made of, to know a misspelt one by.
class FieldWords {
 public:
  explicit FieldWords(const Vocabulary& vocabulary);

  // The word that a misspelt one is meant to be: the only long word of the vocabulary that differs
  // in one letter, neither the first nor one of the last two. Empty where there is none, and for
  // words that are right. `word` is in lower case.
  std::string meant_by(const std::string& word) const;

 private:
  void add(const std::string& name, ConceptKind kind);
  bool is_right(const std::string& word) const;

  const Vocabulary& vocabulary_;
  std::unordered_set<std::string> known_;
  std::unordered_map<std::string, std::vector<std::string>> by_beginning_;  // first letter and size
};

}  // namespace eligo
