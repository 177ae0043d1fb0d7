#pragma once

// Values for a witness: of all that the rules of a trial cannot tell apart, the roundest. Private
// to the proofs.

#include "audit/proof_terms.h"

namespace eligo {

// The roundest number of an interval near its middle; for one without an end near the other end.
// `whole`: a whole number, where there is one. The interval is not empty.
Rational roundest_in(const Interval& interval, bool whole = false);

// The numbers around `value` that no rule of the program tells apart from it: every leaf that
// speaks of the quantity is as true for each of them.
Interval alike(const ProofTerms& terms, std::size_t quantity, const Rational& value);

}  // namespace eligo
