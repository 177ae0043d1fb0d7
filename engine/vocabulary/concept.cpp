#include "vocabulary/concept.h"

#include <algorithm>

namespace eligo {

std::string_view name_of(ConceptKind kind) {
  switch (kind) {
    case ConceptKind::laboratory:
      return "laboratory";
    case ConceptKind::vital:
      return "vital";
    case ConceptKind::score:
      return "score";
    case ConceptKind::condition:
      return "condition";
    case ConceptKind::medication:
      return "medication";
    case ConceptKind::procedure:
      return "procedure";
    case ConceptKind::event:
      return "event";
    case ConceptKind::fact:
      return "fact";
  }
  return "";
}

const std::vector<ConceptKind>& all_concept_kinds() {
  static const std::vector<ConceptKind> kinds = {
      ConceptKind::laboratory, ConceptKind::vital,     ConceptKind::score, ConceptKind::condition,
      ConceptKind::medication, ConceptKind::procedure, ConceptKind::event, ConceptKind::fact};
  return kinds;
}

std::optional<ConceptKind> concept_kind_named(std::string_view name) {
  const auto& kinds = all_concept_kinds();
  const auto found = std::find_if(kinds.begin(), kinds.end(),
                                  [&](ConceptKind kind) { return name_of(kind) == name; });
  if (found == kinds.end()) return std::nullopt;
  return *found;
}

bool is_measured(ConceptKind kind) {
  return kind == ConceptKind::laboratory || kind == ConceptKind::vital ||
         kind == ConceptKind::score;
}

std::string_view name_of(Sex sex) {
  return sex == Sex::male ? "male" : "female";
}

std::optional<Sex> sex_named(std::string_view name) {
  if (name == "male") return Sex::male;
  if (name == "female") return Sex::female;
  return std::nullopt;
}

}  // namespace eligo
