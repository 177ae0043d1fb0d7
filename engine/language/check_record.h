#pragma once

// The subjects of comparisons and the records that rules look for.

#include <optional>

#include "language/check_context.h"
#include "language/program.h"
#include "language/syntax_tree.h"

namespace eligo {

// Each reports what it cannot resolve, all of it, and then returns nothing.
std::optional<ObservationPattern> check_observed(CheckContext& context,
                                                 const syntax::Observed& observed);
// The same for what the vocabulary does not know.
std::optional<MeasuredPattern> check_measured(CheckContext& context,
                                              const syntax::Observed& observed);
std::optional<RecordPattern> check_record(CheckContext& context,
                                          const syntax::RecordReference& record);
// The record of "dose of …", which must be of medications.
std::optional<RecordPattern> check_dosed_record(CheckContext& context,
                                                const syntax::RecordReference& record);

}  // namespace eligo
