#pragma once

#include <optional>

#include "compile/phrase.h"
#include "compile/sentence.h"
#include "compile/subject.h"
#include "language/syntax_tree.h"

namespace eligo::compile {

// A subject and the value that it is compared with.
struct ValueStatement {
  syntax::Subject subject;  // as the rule language names it
  Subject of;               // what the limits are fitted to
  Value value;
  Span value_span;
  Span whole;
};

// The comparison that a statement makes, and its constraint for the ledger. A value whose sign was
// lost, or that no unit fits, is a constraint all the same, but its reading stays open: nothing is
// returned, and the sentence knows why.
std::optional<syntax::Expression> read_value(Sentence& sentence, const ValueStatement& statement);

// The subject of a rule for what a sentence names, with a time at which it is measured.
syntax::Subject rule_subject(const Sentence& sentence, const Subject& subject,
                             std::optional<syntax::Window> window);

}  // namespace eligo::compile
