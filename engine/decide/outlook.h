#pragma once

#include "decide/decide.h"

namespace eligo {

// What time alone will do to a decision: the record stays as it is, and the screening date moves
// on. `decision` must be what `decide` made of the same program, patient and options.
//
// Sets the turns of every criterion, all there will ever be, and for an ineligible patient the
// first day on which the verdict is another one, where there is such a day. What somebody attested
// is taken to go on holding. An age without a birth date counts from the record's own screening
// date, or from that of the options where it has none. Nothing is foretold from the day on which
// the patient has, or may have, died.
void add_outlook(const Program& program, const ReadPatient& patient, const Vocabulary& vocabulary,
                 const ScreeningOptions& options, Decision& decision);

}  // namespace eligo
