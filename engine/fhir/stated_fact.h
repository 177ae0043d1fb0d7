#pragma once

// Facts (smoker, pregnant) that resources state. Private to this stage.

#include <optional>

#include "fhir/codeable_concept.h"

namespace eligo {

// The fact that the code or the name of an entry means, where it means nothing that belongs in its
// list.
std::optional<ConceptId> fact_meant(const CodedText& coded, RecordList list, PatientParts& parts);

// The fact that an observation asks about: smoking status, pregnancy status. Nothing where it is
// an ordinary observation.
std::optional<ConceptId> fact_asked(const CodedText& code, PatientParts& parts);

// Adds what the observation answers (value[x]) about the fact, and what follows from it: who never
// smoked is no smoker. An answer that decides nothing takes away the older ones.
void add_answer(ConceptId fact, const Element& observation, const std::optional<PartialDate>& date,
                PatientParts& parts);

}  // namespace eligo
