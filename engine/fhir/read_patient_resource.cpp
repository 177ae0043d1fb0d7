// Patient: who it is, when born, and whether dead.

#include <fmt/format.h>

#include "fhir/element.h"
#include "fhir/resource_readers.h"

namespace eligo {

namespace {

void read_id(const Element& element, const Resource& resource, PatientParts& parts) {
  parts.patient.id = resource.id();
  if (!parts.patient.id.empty()) return;
  for (const Element& identifier : element.children("identifier")) {
    parts.patient.id = identifier.text("value");
    if (!parts.patient.id.empty()) return;
  }
  parts.findings.reject(resource.path, "the Patient has neither an id nor an identifier");
}

void read_sex(const Element& element, PatientParts& parts) {
  parts.patient.sex_path = element.path_of("gender");
  const std::string gender = element.text("gender");
  parts.patient.sex = sex_named(gender);
  if (parts.patient.sex || gender.empty() || gender == "other" || gender == "unknown") return;
  parts.findings.warn(
      DiagnosticCode::sex_not_understood, element.path_of("gender"), element.place_of("gender"),
      fmt::format("the gender {} is not understood; the sex is unknown", quoted(gender)),
      "write \"female\" or \"male\"; \"other\" and \"unknown\" leave it open");
}

void read_death(const Element& element, PatientParts& parts) {
  const std::optional<PartialDate> date = element.date("deceasedDateTime");
  if (date) {
    parts.patient.death = Death{date, element.path_of("deceasedDateTime")};
    return;
  }
  if (!element.has("deceasedBoolean")) return;
  const std::optional<bool> is_dead = element.flag("deceasedBoolean");
  if (!is_dead) {
    parts.findings.reject(element.path_of("deceasedBoolean"),
                          "whether the patient has died is not given as true or false");
  } else if (*is_dead) {
    parts.patient.death = Death{std::nullopt, element.path_of("deceasedBoolean")};
  }
}

}  // namespace

void read_patient_resource(const Resource& resource, PatientParts& parts) {
  bool spoilt = false;
  const Element element(resource.json, resource.path, parts, spoilt);
  parts.has_patient_resource = true;
  if (element.has("modifierExtension")) {
    parts.findings.reject(
        element.path_of("modifierExtension"),
        "the Patient carries an extension that changes what the record means, and that is not "
        "known here");
  }
  read_id(element, resource, parts);
  read_sex(element, parts);
  parts.patient.birth_date = element.date("birthDate");
  parts.patient.age_path = element.path_of("birthDate");
  read_death(element, parts);
}

}  // namespace eligo
