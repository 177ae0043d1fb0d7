#pragma once

#include "language/syntax_tree.h"

namespace eligo {

// Whether the printed text of a trial parses as the same tree. To the grammar a text in quotes is
// one token whatever it says, and most of an imported trial is quoted sentences: those are compared
// by decoding what is printed, and only the rest is parsed. False, too, of a trial with examples or
// comments, whose text has to be parsed as a whole.
bool reads_back(const syntax::Trial& trial);

}  // namespace eligo
