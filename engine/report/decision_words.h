#pragma once

// What several reports say of a decision in the same words.

#include <string>

#include "decide/decision.h"

namespace eligo {

// "By time alone no criterion fails from 2026-01-27 (until then E19): undetermined then, …"
std::string earliest_words(const EarliestDay& earliest);

// What time does to a criterion next: "passes from 2026-01-27: 28 days after …". Empty where
// nothing comes within two years of `as_of`.
std::string next_turn_words(const CriterionDecision& criterion, Day as_of);

// Whether another reading of this criterion's sentence would make another verdict.
bool hangs_on(const Decision& decision, const CriterionDecision& criterion);
// "depends on how I7 is read: another reading makes another verdict"
std::string hangs_on_words(const Decision& decision);
// 'read as "…" it passes: …', and that the verdict depends on it where it does.
std::string reading_words(const Decision& decision, const CriterionDecision& criterion,
                          const OtherReadingResult& reading);

// "NCT01374854.txt line 144", with the column where it is known.
std::string place_words(const CriterionDecision& criterion);

}  // namespace eligo
