#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "compile/atoms.h"
#include "compile/tag_unit.h"
#include "compile/token.h"
#include "compile/word_table.h"
#include "vocabulary/vocabulary.h"

namespace eligo::compile {

// Tags sentences: numbers, units, signs, times, connectives, and the longest names that the
// vocabulary holds. It remembers word forms and units from one sentence to the next.
class Tagger {
 public:
  explicit Tagger(const Vocabulary& vocabulary);

  // Every byte of the sentence that is no white space is in exactly one token, in order; but
  // hyphens and apostrophes inside words, quotation marks and trade marks, which say nothing.
  Tokens tag(std::string_view sentence);

 private:
  friend class SentenceTagger;
  // A word in the form that the table compares, and the most words of an entry that begins with it.
  struct KnownWord {
    std::string comparable;
    std::size_t most_words = 0;
  };
  const KnownWord& known(std::string_view word);
  const std::string& comparable(std::string_view word) { return known(word).comparable; }

  const Vocabulary& vocabulary_;
  WordTable words_;
  UnitReader units_;
  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>{}(text);
    }
  };
  std::unordered_map<std::string, KnownWord, TextHash, std::equal_to<>> known_;
};

}  // namespace eligo::compile
