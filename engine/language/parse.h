#pragma once

#include <cstddef>

#include "language/syntax_tree.h"
#include "text/result.h"
#include "text/source_text.h"

namespace eligo {

constexpr std::size_t largest_rule_text = 2U << 20U;  // bytes
constexpr int deepest_nesting = 128;  // parentheses, groups, `not` and `assuming` in one statement

// Parses a rule file. Spans are bytes of `source`. Every independent error is reported, in the
// order of the text, and there is a value only where there is none. Refused besides what is no rule
// language: a text over `largest_rule_text` or nested deeper than `deepest_nesting`, a file without
// a trial, invalid UTF-8, control characters, and bidirectional ones even in a quote or a comment.
Result<syntax::RuleFile> parse_rules(const SourceText& source);

}  // namespace eligo
