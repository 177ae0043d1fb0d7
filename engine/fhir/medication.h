#pragma once

// The medications that resources name. Private to this stage.

#include "fhir/codeable_concept.h"
#include "fhir/element.h"
#include "fhir/resource.h"

namespace eligo {

// Adds what medication[x] of `resource` names, one entry an ingredient: a concept, a contained
// resource, or one that belongs to no patient (that is read at the end). One that is not there is
// reported, and the reference's display is its name.
void add_medication(const Record& entry, const Element& resource, PatientParts& parts);

// Sets the dose a day where the dosages of `resource` (under `key`) state one without a doubt.
void read_daily_dose(const Element& resource, std::string_view key, Record& entry,
                     PatientParts& parts);

}  // namespace eligo
