#pragma once

// The names of a rule file, resolved. Each function reports a name that it cannot resolve, with
// what is near it, and then returns nothing.

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "language/check_context.h"
#include "language/program.h"
#include "language/syntax_tree.h"

namespace eligo {

// The concept with this key, which must be of one of the `allowed` kinds.
std::optional<ConceptId> resolve_concept(CheckContext& context, const syntax::Name& key,
                                         std::span<const ConceptKind> allowed);

// The kinds of concept whose values are measured.
std::span<const ConceptKind> measured_kinds();

// The kinds of record that "condition", "medication", "procedure", "event" or "exposure" means.
std::span<const ConceptKind> record_kinds(const syntax::Name& kind);

std::optional<Unit> resolve_unit(CheckContext& context, const syntax::Name& unit);
std::optional<Sex> resolve_sex(CheckContext& context, const syntax::Name& sex);
std::optional<Anchor> resolve_anchor(CheckContext& context, const syntax::Name& anchor);

// The position of a named result among those that the concept can have, without regard to case.
std::optional<std::uint32_t> resolve_result(CheckContext& context, ConceptId concept_id,
                                            const syntax::Quoted& result);

// What "fasting", "serum" and the like say of an observation.
struct Qualifiers {
  bool fasting = false;
  std::optional<Specimen> specimen;
};
// Only laboratory results have qualifiers, each once, and come from one specimen.
Qualifiers resolve_qualifiers(CheckContext& context, ConceptId analyte,
                              const std::vector<syntax::Name>& qualifiers);

// `text` in double quotes, for messages.
std::string in_quotes(std::string_view text);

// "a", "a or b", "a, b or c".
std::string listed(std::span<const std::string> words);

}  // namespace eligo
