#pragma once

#include <optional>
#include <string>
#include <variant>

#include "compile/phrase.h"
#include "compile/sentence.h"
#include "compile/subject.h"
#include "language/syntax_tree.h"

namespace eligo::compile {

// A limit that the rule language can say.
struct FittedLimit {
  syntax::Limit limit;
  std::string unit;  // for the ledger: UCUM, "xULN", "years", or as written; empty for none
};

// The limit that a written bound sets to a subject. A missing unit, or one in which no living
// person's value reaches the limit, is replaced by the unit that fits, with an assumption. Nothing
// where none fits; `why_not` then says why.
std::optional<FittedLimit> fit_limit(Sentence& sentence, const Subject& subject,
                                     const std::variant<Quantity, Grade>& bound,
                                     std::string& why_not);

// Whether a known quantity can be measured so; one that cannot is named by its own words instead
// ("FEV1 in % predicted").
bool can_be_measured_in(const Sentence& sentence, ConceptId analyte, const Quantity& quantity);

// The bound's number and unit as the ledger shows them.
std::string ledger_number(const std::variant<Quantity, Grade>& bound);
std::string ledger_unit(const std::variant<Quantity, Grade>& bound);

}  // namespace eligo::compile
