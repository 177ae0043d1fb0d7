#include "audit/finding.h"

#include <array>
#include <string>

#include "audit/pages.h"
#include "vocabulary/nearest.h"

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

std::optional<AuditCode> audit_code_named(std::string_view slug) {
  for (const AuditCode code : all_audit_codes()) {
    if (slug_of(code) == slug) return code;
  }
  return std::nullopt;
}

std::string similar_codes(std::string_view written) {
  std::vector<std::string> slugs;
  for (const AuditCode code : all_audit_codes()) slugs.emplace_back(slug_of(code));
  std::string list;
  for (const std::string& slug : nearest(written, slugs)) {
    list += (list.empty() ? "\"" : ", \"") + slug + "\"";
  }
  return list;
}

bool comes_of_a_proof(AuditCode code) {
  return code >= AuditCode::unsatisfiable;
}

std::string_view page_of(AuditCode code) {
  const std::string name = "engine/audit/pages/" + std::string(slug_of(code)) + ".md";
  for (const EmbeddedFile& page : audit_pages()) {
    if (page.name == name) return page.content;
  }
  return {};
}

}  // namespace eligo
