#pragma once

// What holds for an entry of a list however it was written. For the stages that read records.

#include <array>
#include <string>

#include "patient/patient.h"
#include "patient/record_findings.h"

namespace eligo {

// The kinds of concept that may stand in a list, its own first.
std::array<ConceptKind, 4> kinds_in(RecordList list);

// Why the entry's dates contradict each other; empty where they do not.
std::string contradicting_dates(const Record& record);

// Sets the unit of a dose from its text. Where it is none that is known, the dose is not used,
// which is reported.
void set_dose_unit(const std::string& text, const std::string& path, const JsonValue& at,
                   const Vocabulary& vocabulary, RecordFindings& findings, Record& record);

}  // namespace eligo
