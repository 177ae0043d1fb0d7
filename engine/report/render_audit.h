#pragma once

// What every form of the audit's findings is made from.

#include <cstddef>
#include <string>

#include "audit/finding.h"

namespace eligo {

// A finding, and the files by which a person gets at it.
struct ReportedFinding {
  const AuditFinding& finding;
  std::string file;                // the document's path, or the rule file's
  std::string rule_file;           // empty where it has none and was imported to be audited
  bool is_standard_input = false;  // `file` is then no path
};

// What findings add up to.
struct AuditCounts {
  std::size_t trials = 0;
  std::size_t rejected = 0;  // inputs
  std::size_t errors = 0;
  std::size_t warnings = 0;
  std::size_t notes = 0;
  std::size_t accepted = 0;  // whatever their severity; not among the three above

  void add(const AuditFinding& finding);
  // Whether something of this severity, or a graver one, is not accepted.
  bool has(Severity severity) const;
};

}  // namespace eligo
