#pragma once

#include "vocabulary/vocabulary.h"

namespace eligo {

// `vocabulary` with the codes of a site's own table (engine/vocabulary/README.md):
//
//   system,code,concept,display
//   http://hospital.example/lab,GLU-F,fasting_glucose,"Glucose, fasting"
//   LOINC,99999-1,HbA1c,
//
// CSV as RFC 4180 has it, with a header that names the columns in any order; "display" is for
// people and is not read. `system` is the URI that the records use, or LOINC, SNOMED CT, ICD-10,
// ICD-10-CM or RxNorm; `concept` a key of the vocabulary or a name. A site's code goes before ours,
// and means exactly what it says, not what begins with it. Every error of the file is reported with
// its line.
Result<Vocabulary> with_site_codes(Vocabulary vocabulary, const SourceText& csv);

}  // namespace eligo
