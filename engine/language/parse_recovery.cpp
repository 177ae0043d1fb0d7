#include "language/parse_recovery.h"

#include <algorithm>

namespace eligo::parsing {
namespace {

RuleParser& rule_parser(antlr4::Parser* parser) {
  return dynamic_cast<RuleParser&>(*parser);
}

std::size_t next_type(RuleParser& parser) {
  return parser.getTokenStream()->LA(1);
}

antlr4::Token* token_before(RuleParser& parser) {
  return parser.getTokenStream()->LT(-1);
}

bool at_end(RuleParser& parser) {
  return next_type(parser) == antlr4::Token::EOF;
}

bool at_statement(RuleParser& parser) {
  switch (next_type(parser)) {
    case RuleLexer::MEANS:
    case RuleLexer::ASSUME:
    case RuleLexer::ACCEPT:
    case RuleLexer::EXAMPLE:
      return true;
    case RuleLexer::OR:
      return parser.getTokenStream()->LA(2) == RuleLexer::MEANS;
    default:
      return false;
  }
}

bool at_item(RuleParser& parser) {
  switch (next_type(parser)) {
    case RuleLexer::DOCUMENT:
    case RuleLexer::INCLUSION:
    case RuleLexer::EXCLUSION:
    case RuleLexer::REGISTRY:
    case RuleLexer::CONFLICT:
    case RuleLexer::LOST:
    case RuleLexer::ACCEPT:
      return true;
    case RuleLexer::NOT:
      return parser.getTokenStream()->LA(2) == RuleLexer::PROVIDED;
    default:
      return false;
  }
}

// Whether an item begins here as people lay them out: "inclusion 1" also stands within a conflict.
bool at_item_boundary(RuleParser& parser) {
  if (next_type(parser) == RuleLexer::TRIAL) return true;
  if (!at_item(parser)) return false;
  const antlr4::Token* before = token_before(parser);
  if (before == nullptr || before->getLine() != parser.getCurrentToken()->getLine()) return true;
  const std::size_t type = before->getType();
  return type == RuleLexer::SEMICOLON || type == RuleLexer::LEFT_BRACE ||
         type == RuleLexer::RIGHT_BRACE;
}

// How many braces are open from the beginning of the current rule up to the next token.
int open_braces(RuleParser& parser) {
  int depth = 0;
  const std::size_t end = parser.getCurrentToken()->getTokenIndex();
  for (std::size_t i = parser.getContext()->getStart()->getTokenIndex(); i < end; ++i) {
    const std::size_t type = parser.getTokenStream()->get(i)->getType();
    if (type == RuleLexer::LEFT_BRACE) ++depth;
    if (type == RuleLexer::RIGHT_BRACE) --depth;
  }
  return std::max(depth, 0);
}

std::vector<std::size_t> expected_in_state(RuleParser& parser, std::size_t state) {
  const antlr4::atn::ATN& atn = parser.getATN();
  std::vector<std::size_t> types;
  for (const auto type : atn.nextTokens(atn.states[state]).toList()) {
    types.push_back(static_cast<std::size_t>(type));
  }
  return types;
}

// Behind a statement without its semicolon the "or" of "or means" was read as a connective.
void step_back_to_other_reading(RuleParser& parser) {
  const antlr4::Token* before = token_before(parser);
  if (next_type(parser) != RuleLexer::MEANS || before == nullptr) return;
  if (before->getType() != RuleLexer::OR) return;
  parser.getTokenStream()->seek(before->getTokenIndex());
}

// Whether the current rule stands where the grammar has it, or was called to read what is stray.
bool is_within(RuleParser& parser, std::size_t rule) {
  const auto* parent = dynamic_cast<antlr4::ParserRuleContext*>(parser.getContext()->parent);
  return parent != nullptr && parent->getRuleIndex() == rule;
}

}  // namespace

void Recovery::report(RuleParser& parser, std::vector<std::size_t> expected) {
  if (inErrorRecoveryMode(&parser)) return;
  beginErrorCondition(&parser);
  const antlr4::Token* before = token_before(parser);
  const antlr4::Token& seen = *parser.getCurrentToken();
  const bool follows_from_literal =
      tokens_.is_unterminated(seen) || (before != nullptr && tokens_.is_unterminated(*before));
  if (follows_from_literal) return;
  const bool was_full = problems_.is_full();
  add_unexpected(tokens_, {seen, before, std::move(expected), parser.getContext()->getRuleIndex()},
                 problems_);
  // A file with so many errors is read no further.
  if (was_full) parser.getTokenStream()->seek(parser.getTokenStream()->size() - 1);
}

void Recovery::reportError(antlr4::Parser* parser, const antlr4::RecognitionException& error) {
  RuleParser& rules = rule_parser(parser);
  report(rules, expected_in_state(rules, error.getOffendingState()));
}

void Recovery::recover(antlr4::Parser* parser, std::exception_ptr error) {
  RuleParser& rules = rule_parser(parser);
  switch (rules.getContext()->getRuleIndex()) {
    case RuleParser::RuleStatement:
      step_back_to_other_reading(rules);
      return skip_statement(rules, open_braces(rules));
    case RuleParser::RuleTrialItem:
      return skip_item(rules);
    case RuleParser::RuleTrialHeader:
    case RuleParser::RuleCriterionHeader:
      return skip_header(rules);
    case RuleParser::RuleRuleFile:
      return;
    default:
      std::rethrow_exception(error);
  }
}

// A brace that is missing is read as if it were there: what stands within is still checked. So is
// the semicolon that may be left out before a closing brace.
antlr4::Token* Recovery::recoverInline(antlr4::Parser* parser) {
  RuleParser& rules = rule_parser(parser);
  const std::vector<std::size_t> expected = expected_in_state(rules, rules.getState());
  const auto expects_only = [&](std::size_t type) {
    return expected.size() == 1 && expected.front() == type;
  };
  switch (rules.getContext()->getRuleIndex()) {
    case RuleParser::RuleMember:
    case RuleParser::RuleCaseArm:
      if (expects_only(RuleLexer::SEMICOLON) && next_type(rules) == RuleLexer::RIGHT_BRACE) {
        return rules.getCurrentToken();
      }
      break;
    case RuleParser::RuleTrialBody:
    case RuleParser::RuleCriterionBody:
      report(rules, expected);
      return rules.getCurrentToken();
    case RuleParser::RuleAssumable:
      if (!expects_only(RuleLexer::LEFT_BRACE)) break;
      report(rules, expected);
      return rules.getCurrentToken();
    default:
      break;
  }
  throw antlr4::InputMismatchException(parser);
}

void Recovery::sync(antlr4::Parser* parser) {
  RuleParser& rules = rule_parser(parser);
  switch (rules.getContext()->getRuleIndex()) {
    case RuleParser::RuleTrials:
      return sync_trials(rules);
    case RuleParser::RuleTrialItems:
      return sync_items(rules);
    case RuleParser::RuleStatements:
      return sync_statements(rules);
    default:
      return;
  }
}

// Moves to the next trial. Items that stand outside of one are read, so that their errors show.
void Recovery::sync_trials(RuleParser& parser) {
  while (!at_end(parser) && next_type(parser) != RuleLexer::TRIAL) {
    report(parser, {RuleLexer::TRIAL, antlr4::Token::EOF});
    if (at_end(parser)) return;
    if (at_item(parser) || at_statement(parser)) {
      parser.trialItems();
      if (next_type(parser) == RuleLexer::RIGHT_BRACE) parser.consume();
    } else if (next_type(parser) == RuleLexer::LEFT_BRACE) {
      parser.trialBody();
    } else {
      parser.consume();
    }
  }
}

void Recovery::sync_items(RuleParser& parser) {
  while (!at_item(parser) && next_type(parser) != RuleLexer::RIGHT_BRACE) {
    const bool over = at_end(parser) || next_type(parser) == RuleLexer::TRIAL;
    if (over && !is_within(parser, RuleParser::RuleTrialBody)) return;
    report(parser, {RuleLexer::INCLUSION, RuleLexer::EXCLUSION, RuleLexer::REGISTRY,
                    RuleLexer::DOCUMENT, RuleLexer::CONFLICT, RuleLexer::LOST, RuleLexer::NOT,
                    RuleLexer::ACCEPT, RuleLexer::RIGHT_BRACE});
    if (over) return;
    if (at_statement(parser)) {
      parser.statements();
      // The brace is the end of a criterion whose own end came too early.
      if (next_type(parser) == RuleLexer::RIGHT_BRACE) parser.consume();
    } else {
      skip_item(parser);
    }
  }
}

void Recovery::sync_statements(RuleParser& parser) {
  while (!at_statement(parser) && next_type(parser) != RuleLexer::OR &&
         next_type(parser) != RuleLexer::RIGHT_BRACE) {
    const bool over = at_end(parser) || at_item_boundary(parser);
    if (over && !is_within(parser, RuleParser::RuleCriterionBody)) return;
    report(parser, {RuleLexer::MEANS, RuleLexer::OR, RuleLexer::ASSUME, RuleLexer::ACCEPT,
                    RuleLexer::EXAMPLE, RuleLexer::RIGHT_BRACE});
    if (over) return;
    skip_statement(parser, 0);
  }
}

// Moves behind the statement's semicolon, or to where the next statement or item begins or the
// criterion ends. `depth` is how many of the statement's own braces are open.
void Recovery::skip_statement(RuleParser& parser, int depth) {
  while (!at_end(parser) && !at_statement(parser) && !at_item_boundary(parser)) {
    const std::size_t type = next_type(parser);
    if (type == RuleLexer::RIGHT_BRACE && depth == 0) return;
    parser.consume();
    if (type == RuleLexer::LEFT_BRACE) ++depth;
    if (type == RuleLexer::RIGHT_BRACE) --depth;
    if (type == RuleLexer::SEMICOLON && depth == 0) return endErrorCondition(&parser);
  }
}

// Moves to the brace that opens the body, or to what shows that there is none.
void Recovery::skip_header(RuleParser& parser) {
  while (!at_end(parser) && !at_statement(parser) && !at_item_boundary(parser)) {
    const std::size_t type = next_type(parser);
    if (type == RuleLexer::LEFT_BRACE || type == RuleLexer::RIGHT_BRACE) return;
    parser.consume();
    if (type == RuleLexer::SEMICOLON) return;
  }
}

// Moves behind the item's semicolon or body, or to where the next item begins or the trial ends.
void Recovery::skip_item(RuleParser& parser) {
  while (!at_end(parser) && !at_statement(parser) && !at_item_boundary(parser)) {
    const std::size_t type = next_type(parser);
    if (type == RuleLexer::RIGHT_BRACE) return;
    if (type == RuleLexer::LEFT_BRACE) {
      parser.criterionBody();
      return;
    }
    parser.consume();
    if (type == RuleLexer::SEMICOLON) return endErrorCondition(&parser);
  }
}

}  // namespace eligo::parsing
