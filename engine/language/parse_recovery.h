#pragma once

// Private to the parser: how it goes on after an error.

#include "language/parse_messages.h"

namespace eligo::parsing {

// Reports each syntax error once and goes on where the next statement or item begins, so that one
// run names every independent error and none that only follows from another.
class Recovery final : public antlr4::DefaultErrorStrategy {
 public:
  Recovery(RuleTokens& tokens, Problems& problems) : tokens_(tokens), problems_(problems) {}

  void reportError(antlr4::Parser* parser, const antlr4::RecognitionException& error) override;
  void recover(antlr4::Parser* parser, std::exception_ptr error) override;
  antlr4::Token* recoverInline(antlr4::Parser* parser) override;
  void sync(antlr4::Parser* parser) override;

 private:
  void report(RuleParser& parser, std::vector<std::size_t> expected);
  void sync_trials(RuleParser& parser);
  void sync_items(RuleParser& parser);
  void sync_statements(RuleParser& parser);
  void skip_statement(RuleParser& parser, int depth);
  void skip_header(RuleParser& parser);
  void skip_item(RuleParser& parser);

  RuleTokens& tokens_;
  Problems& problems_;
};

}  // namespace eligo::parsing
