#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "language/syntax_tree.h"

namespace eligo {

// The id of a criterion: "I8", "E31", "R.age".
std::string id_text(const syntax::CriterionName& name);

// The words that a criterion quotes, with single spaces and without a full stop at their end.
std::string quoted_words(const syntax::Criterion& criterion);

// A sentence of a rule file and the sentence of today's document that it became; both are places in
// the trials' items.
struct SentencePair {
  std::size_t before = 0;
  std::size_t today = 0;
  bool reworded = false;
};

// Finds each sentence of `before` again in `today`: one with the same words in the same list, under
// its number where that holds them, else anywhere; then one that shares most words with it.
std::vector<SentencePair> match_sentences(const std::vector<syntax::TrialItem>& before,
                                          const std::vector<syntax::TrialItem>& today);

}  // namespace eligo
