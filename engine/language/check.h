#pragma once

#include <functional>
#include <string>
#include <vector>

#include "document/document.h"
#include "language/program.h"
#include "language/syntax_tree.h"
#include "text/result.h"
#include "text/source_text.h"
#include "vocabulary/vocabulary.h"

namespace eligo {

// Where the checker gets a document that a rule file names, by its bare file name.
using DocumentSource = std::function<Result<Document>(const std::string& file)>;

// Checks the trials of a parsed rule file and resolves them. `source` is the text that `rules` was
// parsed from. Reports every error of every trial, in the order of the text: unknown or misused
// names, units and limits that do not fit, quotes that the document does not hold, and examples
// that say nothing a record could. Warnings come with the programs.
Result<std::vector<Program>> check_rules(const SourceText& source, const syntax::RuleFile& rules,
                                         const Vocabulary& vocabulary,
                                         const DocumentSource& documents);

}  // namespace eligo
