#pragma once

#include <string>
#include <unordered_set>

#include "language/syntax_tree.h"

namespace eligo {

// Finds out whether the printed text of a trial parses as the same tree. To the grammar a text in
// quotes is one token whatever it says: those are compared by decoding what is printed. Statements
// that differ in nothing else are parsed once.
class ReadBack {
 public:
  // False, too, of a trial with examples, accepted findings or comments, whose text has to be
  // parsed as a whole.
  bool reads_back(const syntax::Trial& trial);

 private:
  bool parses(const syntax::Criterion& criterion);

  std::unordered_set<std::string> parsed_;  // printed criteria with one word for each text
};

}  // namespace eligo
