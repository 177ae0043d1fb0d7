#pragma once

#include <string>

#include "language/syntax_tree.h"

namespace eligo {

// The canonical text of a rule file, with its comments. Where every name of the tree is one (see
// keywords.h), parsing the text gives the same tree again.
std::string print_rules(const syntax::RuleFile& rules);

// One expression on one line, with the fewest parentheses.
std::string print_expression(const syntax::Expression& expression);

}  // namespace eligo
