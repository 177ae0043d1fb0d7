#pragma once

#include <optional>
#include <string>
#include <vector>

#include "language/check_context.h"
#include "language/program.h"
#include "language/syntax_tree.h"

namespace eligo {

// Turns expressions into nodes of a program, each behind the nodes it is made of.
class ExpressionChecker {
 public:
  // Both outlive the checker.
  ExpressionChecker(CheckContext& context, Program& program)
      : context_(context), program_(program) {}

  // The node that stands for the expression. Reports every error in it, and then returns nothing.
  std::optional<NodeId> check(const syntax::Expression& expression);

  // Wraps a node in an assumption; the text of the new node is the old one's.
  NodeId assume(NodeId operand, std::string reason);

  // Where each node of the program stands in the text.
  const std::vector<Span>& spans() const { return spans_; }

 private:
  class Visitor;
  NodeId add(Operation operation, std::string text, Span span);
  AssumptionId add_assumption(std::string reason);

  CheckContext& context_;
  Program& program_;
  std::vector<Span> spans_;
};

// The units that an expression writes, in the order of the text.
std::vector<syntax::Name> written_units(const syntax::Expression& expression);

}  // namespace eligo
