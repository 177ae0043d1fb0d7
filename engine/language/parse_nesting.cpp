#include <fmt/format.h>

#include <vector>

#include "language/parse.h"
#include "language/parse_tokens.h"

namespace eligo::parsing {
namespace {

// How deep the parser would go down. Every "(" and "{" of an expression, every `not` and every
// `assuming` of the same operand is a level; the parentheses of condition(…) and the like and the
// braces of a unit hold names only and are none.
class NestingDepth {
 public:
  void read(std::size_t type) {
    switch (type) {
      case RuleLexer::MEANS:
        *this = {};
        break;
      case RuleLexer::LEFT_PARENTHESIS:
        open(!holds_names(previous_));
        break;
      case RuleLexer::LEFT_BRACE:
        open(previous_ == RuleLexer::OF || previous_ == RuleLexer::SEX);
        break;
      case RuleLexer::RIGHT_PARENTHESIS:
      case RuleLexer::RIGHT_BRACE:
        close();
        break;
      case RuleLexer::NOT:
      case RuleLexer::ASSUMING:
        ++operand_levels_;
        break;
      case RuleLexer::AND:
      case RuleLexer::OR:
      case RuleLexer::XOR:
      case RuleLexer::IMPLIES:
      case RuleLexer::SEMICOLON:
        operand_levels_ = 0;
        break;
      default:
        break;
    }
    previous_ = type;
  }

  int depth() const { return depth_ + operand_levels_; }

 private:
  struct Opened {
    bool is_level;
    int operand_levels;  // of the operand that it stands in
  };

  static bool holds_names(std::size_t before) {
    return before == RuleLexer::FACT || before == RuleLexer::CONDITION ||
           before == RuleLexer::MEDICATION || before == RuleLexer::PROCEDURE ||
           before == RuleLexer::EVENT || before == RuleLexer::EXPOSURE;
  }

  void open(bool is_level) {
    opened_.push_back({is_level, operand_levels_});
    depth_ += operand_levels_ + (is_level ? 1 : 0);
    operand_levels_ = 0;
  }

  void close() {
    if (opened_.empty()) return;
    depth_ -= opened_.back().operand_levels + (opened_.back().is_level ? 1 : 0);
    operand_levels_ = opened_.back().operand_levels;
    opened_.pop_back();
  }

  std::vector<Opened> opened_;
  int depth_ = 0;
  int operand_levels_ = 0;
  std::size_t previous_ = 0;
};

}  // namespace

bool RuleTokens::nesting_is_bounded(Problems& problems) {
  NestingDepth nesting;
  for (const antlr4::Token* token : stream_.getTokens()) {
    if (token->getChannel() != antlr4::Token::DEFAULT_CHANNEL) continue;
    nesting.read(token->getType());
    if (nesting.depth() <= deepest_nesting) continue;
    problems.add(DiagnosticCode::nested_too_deep, span_of(*token),
                 fmt::format("the statement is nested more than {} levels deep", deepest_nesting),
                 "write fewer parentheses, groups, 'not' and 'assuming' within each other");
    return false;
  }
  return true;
}

}  // namespace eligo::parsing
