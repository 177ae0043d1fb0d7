#pragma once

// What the name and the codes of a piece of a record mean. For the stages that read records.

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "patient/profile_object.h"
#include "vocabulary/vocabulary.h"

namespace eligo {

// A code as a record gives it.
struct RecordedCode {
  std::string system;  // "LOINC" or, of a system that is no common one, its URI
  std::string code;
  std::string path;               // for reports
  const JsonValue* at = nullptr;  // not null
};

struct NamedConcept {
  std::optional<ConceptId> meaning;  // unset: the vocabulary knows neither name nor code
  std::string name;                  // as recorded: the name, else "LOINC 4548-4"
  bool has_name = false;             // a name, not only codes
  std::string own_name;              // the name's comparable_name, where the name is not known
  // What else the codes mean, where that contradicts: it is reported, and nothing is to be used.
  std::vector<ConceptId> contradicting;
};

enum class UnknownCodes { report, ignore };

// What `name` (empty for none) and `codes` mean together. `kinds`, in their order of preference,
// are those that may stand at this place. Where one meaning is a kind of another, the narrower
// counts. A site's own codes go before ours. Codes of another kind and contradictions are reported.
NamedConcept identify(std::string_view name, std::span<const RecordedCode> codes,
                      std::span<const ConceptKind> kinds, const Vocabulary& vocabulary,
                      RecordFindings& findings, UnknownCodes unknown_codes);

// The same with the code fields of a profile's object.
NamedConcept identify(ProfileObject& object, std::string_view name,
                      std::span<const ConceptKind> kinds, const Vocabulary& vocabulary,
                      RecordFindings& findings);

// The narrower of two meanings; nothing where neither is a kind of the other.
std::optional<ConceptId> narrower(ConceptId a, ConceptId b, const Vocabulary& vocabulary);

// A kind as a sentence names it: "a laboratory test", "an event".
std::string_view kind_in_words(ConceptKind kind);

}  // namespace eligo
