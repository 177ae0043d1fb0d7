#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "compile/token.h"
#include "vocabulary/vocabulary.h"

namespace eligo::compile {

// What a run of words means: a phrase that criteria are put together with, or names of concepts.
struct WordMeaning {
  std::optional<TokenKind> phrase;
  std::optional<Anchor> anchor;
  std::vector<ConceptId> concepts;  // one a kind
  bool needs_capitals = false;      // an abbreviation that is also an English word: "ALL", "PT"
};

// Every phrase and every name of the vocabulary, by their comparable words.
class WordTable {
 public:
  explicit WordTable(const Vocabulary& vocabulary);

  // The meaning of words joined by single spaces, in comparable form; null where they have none.
  const WordMeaning* find(std::string_view words) const;

  // The most words that any entry beginning with this one has; 0 where there is none.
  std::size_t most_words_from(std::string_view first_word) const;

 private:
  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>{}(text);
    }
  };

  WordMeaning& entry(const std::string& words);
  void add_phrases(const Vocabulary& vocabulary);
  void add_names(const Vocabulary& vocabulary);
  void add_name(const Vocabulary& vocabulary, ConceptId id, std::string_view name);

  std::unordered_map<std::string, WordMeaning, TextHash, std::equal_to<>> meanings_;
  std::unordered_map<std::string, std::size_t, TextHash, std::equal_to<>> most_words_;
};

// The kind of token that a concept's name becomes.
TokenKind token_kind_of(ConceptKind kind);

}  // namespace eligo::compile
