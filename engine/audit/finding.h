#pragma once

// What is wrong with the wording or the logic of a trial's criteria (contract section 7).

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/diagnostic.h"

namespace eligo {

enum class AuditCode {
#define AUDIT_CODE(name, slug, severity, meaning) name,
#include "audit/audit_codes.def"
#undef AUDIT_CODE
};

std::string_view slug_of(AuditCode code);     // "missing-unit"
Severity severity_of(AuditCode code);         // error, warning or note
std::string_view meaning_of(AuditCode code);  // in a line
const std::vector<AuditCode>& all_audit_codes();
// The code with this slug.
std::optional<AuditCode> audit_code_named(std::string_view slug);
// The slugs that `written` may be a misspelling of, in quotes, parted by commas; empty for none.
std::string similar_codes(std::string_view written);
bool comes_of_a_proof(AuditCode code);  // rather than of the wording
// The code's page: what it finds, why it matters, an example, a better wording. Markdown.
std::string_view page_of(AuditCode code);

struct AuditFinding {
  AuditCode code{};
  std::string trial;
  std::string criterion;  // "I8"; empty where it is about the trial
  std::string message;    // what was seen, in a sentence without a full stop
  // Where the words stand in the document, from 1; 0 where it is about no place in it. Columns and
  // lengths are code points, within one line.
  std::string document;
  bool is_in_rule_file = false;  // about a statement of the rule file, which is then `document`
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::uint32_t length = 0;
  std::string line_text;          // that line, for display; of a very long one, the part around it
  std::uint32_t text_column = 1;  // the column at which line_text begins
  std::string suggestion;         // what to write instead; may be empty
  std::string witness;  // a patient profile (JSON) that shows the problem when it is screened
  // Why a person accepts the finding: the reason of an `accept` statement of the rule file. Empty
  // where nobody does.
  std::string accepted_because;
};

}  // namespace eligo
