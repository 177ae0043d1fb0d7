#include "audit/accepted_findings.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <utility>

namespace eligo {
namespace {

// A statement of the rule file; `criterion` is empty for one of the trial.
struct Statement {
  const AcceptedFinding& accepted;
  std::string criterion;
};

class Acceptances {
 public:
  Acceptances(const Program& program, const AuditOptions& options,
              std::vector<AuditFinding>& findings)
      : program_(program), findings_(findings), are_proofs_complete_(options.prove) {
    for (const AuditFinding& finding : findings) {
      if (finding.code == AuditCode::unproven) are_proofs_complete_ = false;
    }
    for (const Criterion& criterion : program.criteria) {
      if (criterion.root) with_braces_.insert(criterion.id);
    }
  }

  void apply() {
    std::vector<Statement> about_statements;  // about what this very rule finds
    for (const Statement& statement : statements()) {
      if (statement.accepted.code == slug_of(AuditCode::unused_acceptance)) {
        about_statements.push_back(statement);
      } else {
        apply(statement);
      }
    }
    for (const Statement& statement : about_statements) apply(statement);
  }

 private:
  std::vector<Statement> statements() const {
    std::vector<Statement> statements;
    for (const AcceptedFinding& accepted : program_.accepted) statements.push_back({accepted, ""});
    for (const Criterion& criterion : program_.criteria) {
      for (const AcceptedFinding& accepted : criterion.accepted) {
        statements.push_back({accepted, criterion.id});
      }
    }
    return statements;
  }

  // The criterion whose braces a statement about the finding stands in; empty for the trial's.
  std::string place_for(const AuditFinding& finding) const {
    return with_braces_.contains(finding.criterion) ? finding.criterion : "";
  }

  void apply(const Statement& statement) {
    bool is_used = false;
    for (AuditFinding& finding : findings_) {
      if (slug_of(finding.code) != statement.accepted.code) continue;
      if (place_for(finding) != statement.criterion) continue;
      finding.accepted_because = statement.accepted.reason;
      is_used = true;
    }
    if (!is_used && could_be_found(statement.accepted.code)) findings_.push_back(unused(statement));
  }

  bool could_be_found(const std::string& slug) const {
    const std::optional<AuditCode> code = audit_code_named(slug);
    return are_proofs_complete_ || !code || !comes_of_a_proof(*code);
  }

  AuditFinding unused(const Statement& statement) const {
    AuditFinding finding;
    finding.code = AuditCode::unused_acceptance;
    finding.trial = program_.trial;
    finding.criterion = statement.criterion;
    finding.document = std::filesystem::path(program_.rule_file).filename().string();
    finding.is_in_rule_file = true;
    const Place& place = statement.accepted.place;
    finding.line = place.position.line;
    finding.column = place.position.column;
    finding.length = place.length;
    finding.line_text = place.line_text;
    finding.text_column = place.text_column;
    const std::string& slug = statement.accepted.code;
    if (audit_code_named(slug)) {
      finding.message = fmt::format("nothing is found here that \"{}\" would accept", slug);
      finding.suggestion = what_to_do_about(slug);
    } else {
      finding.message = fmt::format("\"{}\" is no code of a finding", slug);
      finding.suggestion = nearest_codes(slug);
    }
    return finding;
  }

  std::string what_to_do_about(const std::string& slug) const {
    const auto elsewhere =
        std::find_if(findings_.begin(), findings_.end(), [&](const AuditFinding& finding) {
          return slug_of(finding.code) == slug && finding.accepted_because.empty();
        });
    if (elsewhere == findings_.end()) return "take the statement out";
    const std::string place = place_for(*elsewhere);
    return place.empty() ? "the trial has such a finding: write the statement beside its criteria"
                         : fmt::format("{} has such a finding: write the statement there", place);
  }

  static std::string nearest_codes(const std::string& slug) {
    const std::string near = similar_codes(slug);
    return near.empty() ? "eligo audit --explain lists the codes" : "did you mean " + near + "?";
  }

  const Program& program_;
  std::vector<AuditFinding>& findings_;
  bool are_proofs_complete_;
  std::set<std::string> with_braces_;
};

}  // namespace

void apply_acceptances(const Program& program, const AuditOptions& options,
                       std::vector<AuditFinding>& findings) {
  Acceptances(program, options, findings).apply();
}

}  // namespace eligo
