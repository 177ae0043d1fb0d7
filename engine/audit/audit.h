#pragma once

#include <chrono>
#include <memory>
#include <vector>

#include "audit/finding.h"
#include "document/document.h"
#include "language/program.h"
#include "text/result.h"
#include "vocabulary/vocabulary.h"

namespace eligo {

struct AuditOptions {
  bool prove = true;                            // whether to ask the solver
  std::chrono::milliseconds query_limit{2000};  // for one question to the solver
  // Whether a person stands behind the rules. Where nobody does, proofs leave out a criterion of
  // which something was not understood: what was may be misunderstood too.
  bool is_reviewed = true;
};

// A document's trials as the compiler reads them, and what was found about each.
struct AuditedDocument {
  std::vector<Program> programs;       // one a trial
  std::vector<AuditFinding> findings;  // of the programs, in their order
};

// Audits trials. It keeps the names of the vocabulary and the warmed parser from one trial to the
// next; one object serves one thread.
class Auditor {
 public:
  // The vocabulary must outlive the auditor.
  explicit Auditor(const Vocabulary& vocabulary);
  ~Auditor();
  Auditor(Auditor&&) noexcept;
  Auditor& operator=(Auditor&&) noexcept;

  // Every finding about a checked trial, in the order of the document, each place and code once;
  // those about the rule file last. What the rule file accepts is among them, with the reason.
  // `document` is the one that the program's criteria quote.
  std::vector<AuditFinding> audit(const Program& program, const Document& document,
                                  const AuditOptions& options = {});

  // The same for each trial of a document that nobody wrote rules for: its sentences are compiled
  // first. Errors: the document is no registry document, or has more than a rule file can hold.
  Result<AuditedDocument> audit_document(const Document& document,
                                         const AuditOptions& options = {});

 private:
  class Implementation;
  std::unique_ptr<Implementation> implementation_;
};

// The same with an auditor of their own.
std::vector<AuditFinding> audit(const Program& program, const Document& document,
                                const Vocabulary& vocabulary, const AuditOptions& options = {});
Result<AuditedDocument> audited_document(const Document& document, const Vocabulary& vocabulary,
                                         const AuditOptions& options = {});

}  // namespace eligo
