#pragma once

#include "compile/reading.h"
#include "language/syntax_tree.h"

namespace eligo {

// What a rule as it is written amounts to: partial where words of it stay unread or people must
// answer a part of it, human where only people can answer it, else computed.
ReadingStatus status_of(const syntax::Expression& rule);

}  // namespace eligo
