#pragma once

// Lists of phrases that rules look for, with what would say it better.

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "audit/wording_rule.h"

namespace eligo {

struct PhraseEntry {
  std::string_view phrases;  // "severe|severely"; "interfer*" stands for whatever begins so
  std::string_view advice;
};

struct PhraseMatch {
  Span span;              // bytes of the sentence
  std::size_t first = 0;  // words of the sentence
  std::size_t end = 0;
  std::string_view advice;
};

class PhraseList {
 public:
  PhraseList(std::initializer_list<PhraseEntry> entries);

  // Every match, the longest at each place, none within another.
  std::vector<PhraseMatch> find(const AuditedSentence& sentence) const;
  // Whether a phrase begins with this word.
  bool matches_at(const AuditedSentence& sentence, std::size_t word) const;

 private:
  struct Phrase {
    std::vector<std::string> words;
    std::string_view advice;
  };
  const Phrase* longest_at(const std::vector<SentenceWord>& words, std::size_t at) const;

  std::vector<Phrase> phrases_;
};

}  // namespace eligo
