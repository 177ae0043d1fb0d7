#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "language/program.h"
#include "quantity/unit.h"
#include "text/span.h"
#include "vocabulary/vocabulary.h"

namespace eligo::compile {

enum class TokenKind {
#define TOKEN_KIND(name, grammar_name) name,
#include "compile/token_kinds.def"
#undef TOKEN_KIND
};

// One tagged piece of a sentence.
struct Token {
  TokenKind kind{};
  Span span;  // bytes of the sentence

  // For numbers: the decimal in the rule language's form, and what its writing leaves open.
  std::string decimal;
  std::string open_writing;  // "the comma is read as a decimal point"; empty where it is clear

  // For units: UCUM where the table knows it, else empty.
  std::string ucum;
  bool is_count_noun = false;  // "points", "episodes": counts in no unit
  std::string open_unit;       // "109/L is read as 10^9/L"; empty where it is clear

  std::optional<ConceptId> concept_id;    // for names
  std::vector<ConceptId> other_concepts;  // of the same name, in other kinds
  std::optional<Anchor> anchor;           // for anchors
};

using Tokens = std::vector<Token>;

}  // namespace eligo::compile
