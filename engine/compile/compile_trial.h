#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compile/compile_sentence.h"
#include "compile/reading.h"
#include "document/document.h"
#include "document/registry_record.h"
#include "language/syntax_tree.h"

namespace eligo {

// One criterion of an imported trial, for the ledger.
struct CompiledCriterion {
  std::string id;    // "I8", "E31", "R.age"
  std::string kind;  // "inclusion", "exclusion", "registry"
  std::string text;
  std::uint32_t line = 0;
  ReadingStatus status{};
  std::string rule;  // its `means` in the rule language; empty for a lost one
  std::string why;
  std::vector<NumericConstraint> constraints;
};

// A registry record as rules, and what became of each of its sentences.
struct CompiledTrial {
  syntax::Trial trial;  // what the rule file says; passes check_rules against the document
  std::vector<CompiledCriterion>
      criteria;  // registry, inclusion, exclusion; in the document's order
  std::vector<std::string> notes;
};

// Compiles every sentence of a record. `document_name` is the bare name that the rule file gives
// the document, which stands beside it.
CompiledTrial compile_trial(const RegistryRecord& record, const Document& document,
                            const std::string& document_name, SentenceCompiler& compiler);

}  // namespace eligo
