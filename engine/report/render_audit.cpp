#include "report/render_audit.h"

namespace eligo {

void AuditCounts::add(const AuditFinding& finding) {
  if (!finding.accepted_because.empty()) {
    ++accepted;
    return;
  }
  switch (severity_of(finding.code)) {
    case Severity::error:
      ++errors;
      return;
    case Severity::warning:
      ++warnings;
      return;
    case Severity::note:
      ++notes;
      return;
  }
}

bool AuditCounts::has(Severity severity) const {
  switch (severity) {
    case Severity::error:
      return errors > 0;
    case Severity::warning:
      return errors + warnings > 0;
    case Severity::note:
      return errors + warnings + notes > 0;
  }
  return false;
}

}  // namespace eligo
