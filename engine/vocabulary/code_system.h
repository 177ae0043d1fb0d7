#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace eligo {

enum class CodeSystem { loinc, snomed, icd10, rxnorm };
inline constexpr std::array all_code_systems = {CodeSystem::loinc, CodeSystem::snomed,
                                                CodeSystem::icd10, CodeSystem::rxnorm};
std::string_view name_of(CodeSystem system);  // "LOINC", "SNOMED CT", "ICD-10", "RxNorm"
// The system that a record or a site's table means by a name ("LOINC", "ICD-10-CM"), by a URI
// ("http://snomed.info/sct") or by an OID ("urn:oid:2.16.840.1.113883.6.96").
std::optional<CodeSystem> code_system_named(std::string_view text);

}  // namespace eligo
