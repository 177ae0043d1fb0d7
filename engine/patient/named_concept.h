#pragma once

// What the name and the codes of a piece of a record mean. Private to this stage.

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "patient/profile_object.h"
#include "vocabulary/vocabulary.h"

namespace eligo {

// The code systems by the field in which a profile gives them.
struct CodeField {
  std::string_view key;
  CodeSystem system;
};
inline constexpr std::array code_fields = {
    CodeField{"loinc", CodeSystem::loinc}, CodeField{"snomed", CodeSystem::snomed},
    CodeField{"icd10", CodeSystem::icd10}, CodeField{"rxnorm", CodeSystem::rxnorm}};

struct NamedConcept {
  std::optional<ConceptId> meaning;  // unset: the vocabulary knows neither name nor code
  std::string name;                  // as recorded: the name, else "LOINC 4548-4"
  bool has_name = false;             // a name, not only codes
  std::string own_name;              // the name's comparable_name, where the name is not known
  // What else the codes mean, where that contradicts: it is reported, and nothing is to be used.
  std::vector<ConceptId> contradicting;
};

// Reads the code fields of `object` beside `name` (empty for none). `kinds`, in their order of
// preference, are those that may stand at this place. Where one meaning is a kind of another, the
// narrower counts. Codes that are unknown or of another kind are reported.
NamedConcept identify(ProfileObject& object, std::string_view name,
                      std::span<const ConceptKind> kinds, const Vocabulary& vocabulary,
                      ProfileFindings& findings);

// A kind as a sentence names it: "a laboratory test", "an event".
std::string_view kind_in_words(ConceptKind kind);

}  // namespace eligo
