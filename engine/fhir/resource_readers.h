#pragma once

// The readers of resources, one a type. Private to this stage. Each adds to the patient what the
// resource says, reports what it cannot use, and notes what is rightly left out.

#include "fhir/patient_parts.h"
#include "fhir/resource.h"

namespace eligo {

void read_patient_resource(const Resource& resource, PatientParts& parts);
void read_observation(const Resource& resource, PatientParts& parts);
void read_condition(const Resource& resource, PatientParts& parts);
void read_allergy(const Resource& resource, PatientParts& parts);
void read_medication_request(const Resource& resource, PatientParts& parts);
void read_medication_statement(const Resource& resource, PatientParts& parts);
void read_medication_administration(const Resource& resource, PatientParts& parts);
void read_immunization(const Resource& resource, PatientParts& parts);
void read_procedure(const Resource& resource, PatientParts& parts);
void read_encounter(const Resource& resource, PatientParts& parts);
void read_research_subject(const Resource& resource, PatientParts& parts);

}  // namespace eligo
