#pragma once

// The rules about wording: each looks at the criterion sentences of a trial and says which words
// are wrong. One rule a file, all of them in the table of wording_rules.cpp. Private to this stage.

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "audit/field_words.h"
#include "audit/finding.h"
#include "compile/phrase.h"
#include "compile/reading.h"
#include "compile/token.h"
#include "document/document.h"
#include "language/program.h"
#include "text/span.h"
#include "vocabulary/vocabulary.h"

namespace eligo {

// A word of a sentence in lower case; hyphens and apostrophes part words.
struct SentenceWord {
  std::string text;
  Span span;  // bytes of the sentence
};

// A limit that a sentence states, as it is written.
struct WrittenLimit {
  std::optional<ConceptId>
      analyte;       // the measured quantity; unset for one that only the words name
  std::string name;  // the vocabulary's key, or those words
  ConstraintOperator op{};
  std::vector<std::string> numbers;  // decimals
  Span span;                         // bytes of the sentence: the whole phrase
  Span name_span;
  Span value_span;
  bool is_multiple = false;              // of a reference limit
  const compile::Token* unit = nullptr;  // null where none is written
};

// One part of a criterion's text: an item of the list, or one of those nested under it.
struct AuditedSentence {
  const Criterion& criterion;
  std::size_t part = 0;  // of criterion.parts
  std::string_view text;
  compile::Tokens tokens;
  std::vector<compile::Phrase> phrases;
  std::vector<SentenceWord> words;
  std::vector<WrittenLimit> limits;

  bool is_first() const { return part == 0; }
  // Whether a list is nested under these words.
  bool leads_a_list() const { return part == 0 && criterion.parts.size() > 1; }
  std::string_view at(Span span) const { return text.substr(span.begin, span.end - span.begin); }
};

struct AuditedTrial {
  const Program& program;
  const Document& document;
  const Vocabulary& vocabulary;
  const FieldWords& field_words;
  std::vector<AuditedSentence> sentences;  // of the inclusion and exclusion lists
};

struct WordingFinding {
  AuditCode code{};
  const AuditedSentence* sentence = nullptr;  // null where it is about the lists
  Span words;                                 // bytes of the sentence
  std::string message;
  std::string suggestion;
  std::string criterion = {};  // where there is no sentence: the criterion's id, and the line
  std::uint32_t line = 0;
};

using WordingFindings = std::vector<WordingFinding>;
using WordingRule = void (*)(const AuditedTrial& trial, WordingFindings& found);

// In the order in which they are run.
std::span<const WordingRule> wording_rules();

}  // namespace eligo
