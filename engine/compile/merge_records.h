#pragma once

#include <vector>

#include "language/syntax_tree.h"

namespace eligo::compile {

// The record that an expression is about; null where it is none.
syntax::RecordExists* record_in(syntax::Expression& meaning);

// The same, also where words narrow it: "condition(hypertension) and unread "severe"".
syntax::RecordExists* narrowed_record_in(syntax::Expression& meaning);

// Alternatives, in which records of one kind, status and time have become one reference with
// several terms.
std::vector<syntax::Expression> merged_records(std::vector<syntax::Expression> operands);

}  // namespace eligo::compile
