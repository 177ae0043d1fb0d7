#pragma once

// Which records are records of another pattern too. Private to the proofs.

#include "language/program.h"
#include "quantity/truth.h"

namespace eligo {

// Whether every record that certainly matches `narrow` can not fail to match `wide`. Both are of
// one term, of one own name, or of any. `no` here means only that it is not known.
bool record_implies(const Vocabulary& vocabulary, const RecordPattern& narrow,
                    const RecordPattern& wide);

// Whether a time window lies in another, whatever the screening date.
bool window_within(const TimeWindow& narrow, const TimeWindow& wide);

}  // namespace eligo
