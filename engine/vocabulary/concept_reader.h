#pragma once

#include <optional>
#include <vector>

#include "vocabulary/field_reader.h"
#include "vocabulary/vocabulary.h"

namespace eligo {

struct PlacedCode {
  CodeSystem system{};
  PlacedText code;
};

// A concept as its file has it: what it says of itself is read, the concepts it names are still
// keys.
struct ConceptDraft {
  const SourceText* source = nullptr;
  Concept subject;
  PlacedText key;
  std::vector<PlacedText> names;  // its name and synonyms
  std::vector<PlacedCode> codes;
  std::vector<PlacedText> broader;
  std::vector<PlacedText> implied_by;
  std::vector<PlacedText> hidden_among;
  std::vector<PlacedText> stems;
};

// Reads one member of "concepts". `units` is null where the units themselves could not be read:
// units are then left unchecked. Nothing where the value is no object or has no key or name; errors
// that leave a concept standing are only reported.
std::optional<ConceptDraft> read_concept(const SourceText& source, const JsonValue& value,
                                         ConceptKind kind, const UnitTable* units,
                                         std::vector<Diagnostic>& diagnostics);

}  // namespace eligo
