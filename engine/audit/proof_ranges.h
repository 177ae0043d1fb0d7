#pragma once

// What a criterion's limits say of one quantity, without the solver. Private to the proofs.

#include <optional>
#include <vector>

#include "audit/proof_terms.h"

namespace eligo {

// An interval that the quantity lies in for every patient who passes the criterion; unlimited
// where none can be read off.
Interval needed_to_pass(const Program& program, const ProofTerms& terms, const Criterion& criterion,
                        std::size_t quantity);

// Intervals of the quantity that are each enough to fail the criterion.
std::vector<Interval> enough_to_fail(const Program& program, const ProofTerms& terms,
                                     const Criterion& criterion, std::size_t quantity);

// The values over `low`'s upper end and under `high`'s lower end; nothing where there are none.
// Of whole numbers, those between count.
std::optional<Interval> gap_between(const Interval& low, const Interval& high, bool whole);

// The values in which the ends of two limits differ: between their upper ends, or else between
// their lower ones. Nothing where they agree on the ends that both have.
std::optional<Interval> where_ends_differ(const Interval& a, const Interval& b, bool whole);

// The same over whole numbers, with inclusive ends.
Interval in_whole_numbers(const Interval& interval);

// Whether every number of `part` lies in `whole`.
bool covers(const Interval& whole, const Interval& part);

}  // namespace eligo
