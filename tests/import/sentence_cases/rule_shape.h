#pragma once

// What counts of a rule when it is compared with an expected one.

#include <string>
#include <vector>

#include "language/syntax_tree.h"

namespace eligo::testing {

// A rule without its assumptions, the order of what is joined, and the ways to write the same.
struct RuleShape {
  std::string text;  // of a leaf, or the word that joins the parts
  bool is_unordered = false;
  std::vector<RuleShape> parts;
};
RuleShape shape_of(const syntax::Expression& rule);

// Whether a rule has an expected shape, in which a text "*" stands for any.
bool matches(const RuleShape& expected, const RuleShape& rule);

// The rules that an expected one stands for: with and without each `word?`, with each of
// `this|that`. Those that are no rules are left out.
std::vector<syntax::Expression> expected_rules(const std::string& written);

}  // namespace eligo::testing
