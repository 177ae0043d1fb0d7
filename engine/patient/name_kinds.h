#pragma once

// What a name may mean where it stands in a profile: kinds of concepts, the preferred one first.
// Private to this stage.

#include <array>

#include "vocabulary/concept.h"

namespace eligo {

inline constexpr std::array lab_kinds = {ConceptKind::laboratory, ConceptKind::score,
                                         ConceptKind::vital};
inline constexpr std::array vital_kinds = {ConceptKind::vital, ConceptKind::laboratory,
                                           ConceptKind::score};
// At the top of a profile, where the value is none that can only be meant for a fact.
inline constexpr std::array shorthand_kinds = {ConceptKind::laboratory, ConceptKind::vital,
                                               ConceptKind::score, ConceptKind::fact};
inline constexpr std::array fact_kinds = {ConceptKind::fact, ConceptKind::score,
                                          ConceptKind::laboratory, ConceptKind::vital};

constexpr bool is_observed(ConceptKind kind) {
  return kind == ConceptKind::laboratory || kind == ConceptKind::vital ||
         kind == ConceptKind::score;
}

}  // namespace eligo
