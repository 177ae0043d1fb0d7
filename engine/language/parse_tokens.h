#pragma once

// Private to the parser: the tokens of a rule file, with their places in bytes.

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "RuleLexer.h"
#include "language/antlr_runtime.h"
#include "language/parse_problems.h"
#include "text/source_text.h"

namespace eligo::parsing {

using generated::RuleLexer;

struct Comment {
  std::uint32_t begin = 0;
  std::string text;  // with its "//", without white space at its end
};

class RuleTokens {
 public:
  // Reads all tokens of `source`, which must be readable and outlive this. Adds what is wrong with
  // single tokens (a text without its closing quote, "7,5"), which then stand for what was meant.
  RuleTokens(const SourceText& source, Problems& problems);

  antlr4::CommonTokenStream& stream() { return stream_; }
  const std::vector<Comment>& comments() const { return comments_; }

  Span span_of(const antlr4::Token& token) const;
  std::string_view text_of(const antlr4::Token& token) const;
  // The name of a keyword or a sign in quotes: "'means'". Empty for other types.
  std::string literal_name(std::size_t type) const;
  // The next token, a comment too; the end of the file follows itself.
  const antlr4::Token& following(const antlr4::Token& token);
  // The next token that is no comment.
  const antlr4::Token& after(const antlr4::Token& token);
  // Whether the token is a text that had no closing quote: what it swallowed nobody knows.
  bool is_unterminated(const antlr4::Token& token) const;

  // Whether no statement is nested deeper than `deepest_nesting`. Adds the place where one is.
  bool nesting_is_bounded(Problems& problems);

 private:
  void index_code_points();
  void review(antlr4::Token& token, Problems& problems);
  void review_literal(const antlr4::Token& token, Problems& problems) const;

  const SourceText& source_;
  std::vector<std::uint32_t> byte_of_code_point_;  // one more than there are
  antlr4::ANTLRInputStream input_;
  RuleLexer lexer_;
  antlr4::CommonTokenStream stream_;
  std::vector<Comment> comments_;
  std::set<std::size_t> unterminated_;  // token indexes
};

}  // namespace eligo::parsing
