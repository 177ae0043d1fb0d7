#pragma once

#include "audit/wording_rule.h"
#include "compile/compile_sentence.h"
#include "compile/parse_phrases.h"
#include "compile/tagger.h"

namespace eligo {

// Prepares the sentences of trials for the rules about wording. It keeps the names of the
// vocabulary and the warmed parser from one trial to the next; one object serves one thread.
class SentencePreparation {
 public:
  explicit SentencePreparation(const Vocabulary& vocabulary)
      : vocabulary_(vocabulary), tagger_(vocabulary), compiler_(vocabulary) {}

  // The sentences of a trial's lists, in order. They refer to the program.
  std::vector<AuditedSentence> sentences_of(const Program& program);

  SentenceCompiler& compiler() { return compiler_; }

 private:
  AuditedSentence sentence_of(const Criterion& criterion, std::size_t part);
  std::vector<WrittenLimit> limits_of(const AuditedSentence& sentence);

  const Vocabulary& vocabulary_;
  compile::Tagger tagger_;
  compile::PhraseParser parser_;
  SentenceCompiler compiler_;
};

// The words of a text.
std::vector<SentenceWord> words_of(std::string_view text);

}  // namespace eligo
