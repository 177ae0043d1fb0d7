#pragma once

#include <vector>

#include "compile/item.h"
#include "compile/phrase.h"
#include "compile/sentence.h"
#include "language/syntax_tree.h"

namespace eligo::compile {

// What a sentence means, and how much of it was read.
struct SentenceReading {
  std::optional<syntax::Expression> meaning;  // unset: nothing but words that say nothing
  bool has_open_words = false;  // something stays an open question because it was not understood
  bool has_question = false;    // something is for people by its nature
  bool has_computed = false;    // something is computed from the record
};

// The statements of a sentence: what stands between semicolons and full stops.
std::vector<Phrases> statements_of(const Sentence& sentence, Phrases phrases);

// Reads the phrases of one sentence.
SentenceReading read_sentence(Sentence& sentence, Phrases phrases);

}  // namespace eligo::compile
