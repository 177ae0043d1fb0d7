#pragma once

// Random programs and patients that meet often: both draw from one small set of concepts, so that
// most leaves find something in most records.

#include "decide/decide.h"
#include "random_source.h"

namespace eligo::testing {

// The day on which all random patients are screened.
Day screening_day();

// A program of a few criteria over every operation there is.
Program random_program(RandomSource& random, const Vocabulary& vocabulary);

// A patient with at most one result an analyte, one entry a diagnosis and consistent facts, so
// that no entry takes back what another says.
ReadPatient random_patient(RandomSource& random, const Vocabulary& vocabulary);

// The same patient with some of what is known taken away.
ReadPatient with_less_known(RandomSource& random, const ReadPatient& patient);

// The same patient with everything in another order.
ReadPatient reordered(RandomSource& random, const ReadPatient& patient);

}  // namespace eligo::testing
