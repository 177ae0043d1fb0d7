#pragma once

// Private to the parser: what a syntax error says.

#include "RuleParser.h"
#include "language/parse_tokens.h"

namespace eligo::parsing {

using generated::RuleParser;

// A token that the grammar has no place for.
struct Unexpected {
  const antlr4::Token& seen;
  const antlr4::Token* before = nullptr;  // unset at the front of the file
  std::vector<std::size_t> expected;      // token types
  std::size_t rule = 0;                   // the rule that expected them
};

// "';' after the statement", "a number or a text in quotes": at most four, then "…".
std::string expected_text(const RuleTokens& tokens, const Unexpected& unexpected);

// "'inclusion'", "the number 7.5", "the end of the file"
std::string seen_text(const RuleTokens& tokens, const antlr4::Token& token);

// What to write instead, where that can be guessed; else empty.
std::string hint_text(RuleTokens& tokens, const Unexpected& unexpected);

// Adds "expected …, saw …" with its hint.
void add_unexpected(RuleTokens& tokens, const Unexpected& unexpected, Problems& problems);

}  // namespace eligo::parsing
