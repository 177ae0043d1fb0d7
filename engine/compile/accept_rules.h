#pragma once

#include <string>
#include <vector>

#include "compile/keep_edits.h"
#include "compile/read_back.h"
#include "document/document.h"
#include "language/program.h"
#include "language/syntax_tree.h"
#include "text/result.h"
#include "vocabulary/vocabulary.h"

namespace eligo {

// Rules that the parser and the checker have accepted.
struct AcceptedRules {
  std::string text;               // canonical
  std::vector<Program> programs;  // one a trial of the file
};

// Makes sure that what is written is what check accepts. It remembers from one file to the next
// which statements it has seen; one object serves one thread.
class RuleAcceptance {
 public:
  explicit RuleAcceptance(const Vocabulary& vocabulary) : vocabulary_(vocabulary) {}

  // Prints a rule file and makes sure that the printed text reads back as the same tree and passes
  // check_rules against the document. `rules` is the whole file; `place` is the trial in it that
  // `merged` is about, and is filled in here. A criterion of today's reading that check refuses,
  // which is a fault of the compiler, becomes its own words as an open question: `merged` then says
  // so too. Errors: whatever check refuses in what a person wrote, and what is too large for a rule
  // file. `name` is the path that the rule file will have.
  Result<AcceptedRules> accept(const std::string& name, syntax::RuleFile rules, std::size_t place,
                               MergedTrial& merged, const Document& document);

 private:
  const Vocabulary& vocabulary_;
  ReadBack read_back_;
};

}  // namespace eligo
