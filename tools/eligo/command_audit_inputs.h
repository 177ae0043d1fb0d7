#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "audit/audit.h"
#include "report/render_audit.h"
#include "text/diagnostic.h"
#include "vocabulary/vocabulary.h"

namespace eligo {

// A file to audit.
struct AuditInput {
  std::string file;       // "-" for standard input, which is a document
  bool is_rules = false;  // it ends in .eligo
  bool is_named = false;  // by an argument, not found in a folder
};

// The files that arguments name, those of folders searched recursively: first the rule files, then
// the documents, each sorted as the arguments are; one named twice counts once. Diagnoses what is
// not there and folders that hold neither.
Result<std::vector<AuditInput>> audit_inputs(const std::vector<std::string>& arguments);

// What came of one input.
struct AuditedInput {
  struct Finding {
    AuditFinding finding;
    std::string file;  // the document's path
    std::string rule_file;
    bool is_standard_input = false;
  };
  std::vector<Finding> findings;
  std::size_t trials = 0;
  std::vector<Diagnostic> diagnostics;
  bool was_rejected = false;
  bool is_no_document = false;  // found in a folder, and it holds nothing about a trial
};

// Audits one input after another. A document that a rule file names, which was audited before it,
// is not audited a second time.
class InputAuditor {
 public:
  // `trials`: only these; empty for all. The vocabulary must outlive the auditor.
  InputAuditor(const Vocabulary& vocabulary, const AuditOptions& options,
               const std::vector<std::string>& trials);

  AuditedInput audit(const AuditInput& input);

  // Those of `trials` that no input is about.
  std::vector<std::string> trials_not_met() const;

 private:
  bool is_wanted(const std::string& trial);
  void audit_rules(const std::string& file, AuditedInput& audited);
  void audit_document(const AuditInput& input, AuditedInput& audited);
  bool has_wanted_trial(const Document& document);

  const Vocabulary& vocabulary_;
  AuditOptions options_;
  Auditor auditor_;
  std::set<std::string> trials_;
  std::set<std::string> met_;
  std::set<std::string> documents_of_rules_;  // paths without links and dots
};

}  // namespace eligo
