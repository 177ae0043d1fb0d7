#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compile/sentence.h"
#include "vocabulary/vocabulary.h"

namespace eligo::compile {

// What a value is a value of.
struct Subject {
  enum class Kind {
    age,        // the patient's
    known,      // a measured quantity of the vocabulary
    own_words,  // one that only the sentence names
  };
  Kind kind{};
  std::optional<ConceptId> analyte;     // for `known`
  std::string words;                    // for `own_words`
  std::vector<std::string> qualifiers;  // "fasting", "serum": what the words before it say
  Span span;
};

// The subject that a run of tokens names: the last measured quantity in it with the words that
// belong to it, else the words themselves. `read` receives the tokens that are part of the name.
// Nothing where the run names nothing.
std::optional<Subject> subject_in(const Sentence& sentence, TokenRange tokens, TokenRange& read);

// The same for what stands behind a value: "≥ 50 % stenosis", "> 40 years of age".
std::optional<Subject> subject_behind(const Sentence& sentence, TokenRange tokens,
                                      TokenRange& read);

// The measured quantity a token names, where one of its meanings is one.
std::optional<ConceptId> measured_concept(const Sentence& sentence, std::size_t token);

}  // namespace eligo::compile
