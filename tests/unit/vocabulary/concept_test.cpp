#include "vocabulary/concept.h"

#include <gtest/gtest.h>

namespace eligo {
namespace {

TEST(ConceptKindName, ReadsBackAsTheKind) {
  EXPECT_EQ(all_concept_kinds().size(), 8U);
  for (const ConceptKind kind : all_concept_kinds()) {
    EXPECT_EQ(concept_kind_named(name_of(kind)), kind) << name_of(kind);
  }
}

TEST(ConceptKindName, IsExact) {
  EXPECT_EQ(concept_kind_named("Laboratory"), std::nullopt);
  EXPECT_EQ(concept_kind_named("units"), std::nullopt);
  EXPECT_EQ(concept_kind_named(""), std::nullopt);
}

TEST(IsMeasured, HoldsForLaboratoryVitalAndScore) {
  for (const ConceptKind kind : all_concept_kinds()) {
    const bool measured =
        kind == ConceptKind::laboratory || kind == ConceptKind::vital || kind == ConceptKind::score;
    EXPECT_EQ(is_measured(kind), measured) << name_of(kind);
  }
}

TEST(SexName, ReadsBackAsTheSex) {
  EXPECT_EQ(sex_named(name_of(Sex::male)), Sex::male);
  EXPECT_EQ(sex_named(name_of(Sex::female)), Sex::female);
  EXPECT_EQ(sex_named("all"), std::nullopt);
}

}  // namespace
}  // namespace eligo
