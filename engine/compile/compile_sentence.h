#pragma once

#include <memory>

#include "compile/reading.h"
#include "document/registry_record.h"
#include "vocabulary/vocabulary.h"

namespace eligo {

// Reads criterion sentences. It keeps what it has prepared (the names of the vocabulary, the warmed
// parser) from one sentence to the next; one object serves one thread.
class SentenceCompiler {
 public:
  explicit SentenceCompiler(const Vocabulary& vocabulary);
  ~SentenceCompiler();
  SentenceCompiler(SentenceCompiler&&) noexcept;
  SentenceCompiler& operator=(SentenceCompiler&&) noexcept;

  // The text that a reading's spans count in: the sentence's words and those nested under it,
  // joined by spaces.
  static std::string text_of(const CriterionSentence& sentence);

  // Never fails: what it cannot read stays an open question of the reading.
  Reading compile(const CriterionSentence& sentence, CriteriaList list);

 private:
  class Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace eligo
