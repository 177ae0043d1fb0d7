#include "audit/finding.h"

#include <array>
#include <string>

#include "audit/pages.h"

namespace eligo {
namespace {

struct CodeFacts {
  std::string_view slug;
  Severity severity;
  std::string_view meaning;
};

constexpr std::array code_facts = {
#define AUDIT_CODE(name, slug, severity, meaning) CodeFacts{slug, Severity::severity, meaning},
#include "audit/audit_codes.def"
#undef AUDIT_CODE
};

const CodeFacts& facts_of(AuditCode code) {
  return code_facts[static_cast<std::size_t>(code)];
}

}  // namespace

std::string_view slug_of(AuditCode code) {
  return facts_of(code).slug;
}

Severity severity_of(AuditCode code) {
  return facts_of(code).severity;
}

std::string_view meaning_of(AuditCode code) {
  return facts_of(code).meaning;
}

const std::vector<AuditCode>& all_audit_codes() {
  static const std::vector<AuditCode> codes = {
#define AUDIT_CODE(name, slug, severity, meaning) AuditCode::name,
#include "audit/audit_codes.def"
#undef AUDIT_CODE
  };
  return codes;
}

std::string_view page_of(AuditCode code) {
  const std::string name = "engine/audit/pages/" + std::string(slug_of(code)) + ".md";
  for (const EmbeddedFile& page : audit_pages()) {
    if (page.name == name) return page.content;
  }
  return {};
}

}  // namespace eligo
