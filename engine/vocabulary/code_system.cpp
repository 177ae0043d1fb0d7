// The names, URIs and OIDs by which records name the code systems that the vocabulary knows.

#include "vocabulary/code_system.h"

#include <array>
#include <string>

#include "text/unicode.h"

namespace eligo {

namespace {

struct SystemName {
  std::string_view text;
  CodeSystem system;
};

// As HL7 registers them for FHIR (terminology.hl7.org), in lower case.
constexpr std::array identifiers = {
    SystemName{"http://loinc.org", CodeSystem::loinc},
    SystemName{"https://loinc.org", CodeSystem::loinc},
    SystemName{"urn:oid:2.16.840.1.113883.6.1", CodeSystem::loinc},
    SystemName{"http://snomed.info/sct", CodeSystem::snomed},
    SystemName{"https://snomed.info/sct", CodeSystem::snomed},
    SystemName{"urn:oid:2.16.840.1.113883.6.96", CodeSystem::snomed},
    SystemName{"http://hl7.org/fhir/sid/icd-10", CodeSystem::icd10},
    SystemName{"http://hl7.org/fhir/sid/icd-10-cm", CodeSystem::icd10},
    SystemName{"urn:oid:2.16.840.1.113883.6.3", CodeSystem::icd10},
    SystemName{"urn:oid:2.16.840.1.113883.6.90", CodeSystem::icd10},
    SystemName{"http://www.nlm.nih.gov/research/umls/rxnorm", CodeSystem::rxnorm},
    SystemName{"urn:oid:2.16.840.1.113883.6.88", CodeSystem::rxnorm}};

// As people write them, folded.
constexpr std::array names = {
    SystemName{"loinc", CodeSystem::loinc},      SystemName{"snomed", CodeSystem::snomed},
    SystemName{"snomed ct", CodeSystem::snomed}, SystemName{"icd 10", CodeSystem::icd10},
    SystemName{"icd10", CodeSystem::icd10},      SystemName{"icd 10 cm", CodeSystem::icd10},
    SystemName{"icd10cm", CodeSystem::icd10},    SystemName{"rxnorm", CodeSystem::rxnorm}};

std::string in_lower_case(std::string_view text) {
  std::string lower;
  for (const char c : text) lower += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  while (lower.ends_with('/')) lower.pop_back();
  return lower;
}

}  // namespace

std::string_view name_of(CodeSystem system) {
  switch (system) {
    case CodeSystem::loinc:
      return "LOINC";
    case CodeSystem::snomed:
      return "SNOMED CT";
    case CodeSystem::icd10:
      return "ICD-10";
    case CodeSystem::rxnorm:
      return "RxNorm";
  }
  return "";
}

std::optional<CodeSystem> code_system_named(std::string_view text) {
  if (text.find(':') != std::string_view::npos) {
    const std::string identifier = in_lower_case(text);
    for (const SystemName& known : identifiers) {
      if (known.text == identifier) return known.system;
    }
    // An edition of SNOMED CT is named behind its URI.
    if (identifier.starts_with("http://snomed.info/sct/")) return CodeSystem::snomed;
    return std::nullopt;
  }
  const std::string folded = folded_name(text);
  for (const SystemName& known : names) {
    if (known.text == folded) return known.system;
  }
  return std::nullopt;
}

}  // namespace eligo
