#pragma once

// What the words before a list do to its items.

#include "language/syntax_tree.h"

namespace eligo::compile {

// Gives the records of a rule a window; false, and nothing changed, where the rule is about
// anything else or has a window or a status of its own.
bool give_window(syntax::Expression& rule, const syntax::Window& window);

// Whether a rule is comparisons of measured values or ages, and nothing else.
bool compares(const syntax::Expression& rule);

}  // namespace eligo::compile
