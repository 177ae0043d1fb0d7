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
std::optional<ConceptId> resolve_concept(CheckContext& context, const syntax::Term& key,
                                         std::span<const ConceptKind> allowed);

// What a term in the document's own words names. The vocabulary must not know it as one of the
// `kinds`.
std::optional<OwnName> resolve_own_name(CheckContext& context, const syntax::Term& words,
                                        std::span<const ConceptKind> kinds);

// The kinds of concept whose values are measured.
std::span<const ConceptKind> measured_kinds();

// The kinds of record that "condition", "medication", "procedure", "event" or "exposure" means.
std::span<const ConceptKind> record_kinds(const syntax::Name& kind);

// `otherwise`: what to do where no unit is near to a text that is none.
std::optional<Unit> resolve_unit(CheckContext& context, const syntax::Term& unit,
                                 std::string_view otherwise = {});
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
// Only laboratory results have qualifiers, each once, and come from one specimen. `observed` is
// null where the vocabulary does not know what is observed.
Qualifiers resolve_qualifiers(CheckContext& context, const Concept* observed,
                              const std::vector<syntax::Name>& qualifiers);

// `text` in double quotes, for messages.
std::string in_quotes(std::string_view text);

// "a", "a or b", "a, b or c".
std::string listed(std::span<const std::string> words);

}  // namespace eligo
