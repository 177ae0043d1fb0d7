#pragma once

// A rule file as a workspace holds it: checked, with the place of each criterion in its text.

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "document/document.h"
#include "language/check.h"
#include "language/program.h"
#include "text/result.h"
#include "vocabulary/vocabulary.h"

namespace eligo {

using DocumentsByName = std::map<std::string, std::shared_ptr<const Document>, std::less<>>;

// A criterion of a rule file beside the document's sentence.
struct CriterionView {
  std::string id;
  std::string kind;
  std::string text;          // the document's sentence; empty for a lost one
  std::uint32_t line = 0;    // of the document
  std::uint32_t column = 0;  // where in the line the sentence begins; 0: with it
  std::string status;        // "computed", "partial", "human", "lost"
  std::string why;           // what is not computed; may be empty
  std::string rule;          // its statement in the rule file
  Position begin;            // of that, in the rule file
  Position end;              // behind it
};

struct CheckedRules {
  std::string name;  // the file's, as people know it
  std::string text;
  std::string sha256;
  std::vector<Program> programs;
  std::vector<std::vector<CriterionView>> criteria;  // by program, in the order of the program's
  DocumentsByName documents;                         // that the file names
  std::vector<Diagnostic> diagnostics;               // warnings, and examples that do not come out
  // Whether a person stands behind the rules; nobody does where they were just imported.
  bool is_reviewed = true;
};

// Finds a document by its bare file name; null where there is none.
using FindDocument = std::function<std::shared_ptr<const Document>(const std::string& name)>;

// Parses and checks a rule file, and runs its examples. Errors: what `eligo check` calls not
// usable. Examples that do not come out stand among the diagnostics of usable rules, as errors.
Result<CheckedRules> checked_rules(const std::string& name, std::string text,
                                   const Vocabulary& vocabulary, const FindDocument& find);

}  // namespace eligo
