#pragma once

// Makes nodes of the rule language's tree.

#include <string>
#include <vector>

#include "language/syntax_tree.h"

namespace eligo::compile {

syntax::Name name(std::string text);
syntax::Quoted quoted(std::string text);
syntax::Number number(std::string text);

// `node` as an expression.
template <typename Node>
syntax::Expression expression(Node node) {
  syntax::Expression result;
  result.node = std::move(node);
  return result;
}

// The operands joined; a single one is itself. Chains of the same connective are joined into one.
syntax::Expression all_of(std::vector<syntax::Expression> operands);
syntax::Expression any_of(std::vector<syntax::Expression> operands);
syntax::Expression negated(syntax::Expression operand);

syntax::Expression unread(std::string words);
syntax::Expression attestation(std::string question);
syntax::Expression judgement(std::string question);

}  // namespace eligo::compile
