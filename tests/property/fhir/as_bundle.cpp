#include <fmt/format.h>

#include "called.h"
#include "text/json.h"
#include "told_patient.h"

namespace eligo::testing {
namespace {

constexpr std::string_view subject = R"("subject": {"reference": "Patient/P"})";

bool is_number(const std::string& value) {
  return value.find_first_not_of("0123456789.") == std::string::npos;
}

std::string concept_json(const Called& called) {
  const std::string name = json_string_literal(called.name);
  if (called.code.empty()) return fmt::format(R"({{"text": {}}})", name);
  return fmt::format(R"({{"coding": [{{"system": "{}", "code": "{}", "display": {}}}]}})",
                     called.fhir_system, called.code, name);
}

std::string quantity_json(const std::string& value, const std::string& unit,
                          const std::string& comparator) {
  std::string json = fmt::format(R"({{"value": {})", value);
  if (!comparator.empty()) json += fmt::format(R"(, "comparator": "{}")", comparator);
  if (!unit.empty()) {
    json += fmt::format(R"(, "unit": {0}, "system": "http://unitsofmeasure.org", "code": {0})",
                        json_string_literal(unit));
  }
  return json + "}";
}

// "value…", and what else belongs to one measured thing.
std::string value_members(const ToldResult& result) {
  if (!is_number(result.value)) {
    return fmt::format(R"("valueCodeableConcept": {{"text": "{}"}})", result.value);
  }
  std::string json = fmt::format(R"("valueQuantity": {})",
                                 quantity_json(result.value, result.unit, result.comparator));
  if (result.low.empty() && result.high.empty()) return json;
  std::string range;
  if (!result.low.empty()) range += "\"low\": " + quantity_json(result.low, result.unit, "");
  if (!result.high.empty()) {
    if (!range.empty()) range += ", ";
    range += "\"high\": " + quantity_json(result.high, result.unit, "");
  }
  return json + fmt::format(R"(, "referenceRange": [{{{}}}])", range);
}

std::string date_member(const char* key, const std::string& date) {
  return date.empty() ? std::string() : fmt::format(R"(, "{}": "{}")", key, date);
}

std::string result_resource(const ToldResult& result, RandomSource& random,
                            const Vocabulary& vocabulary) {
  const std::string code = concept_json(called(result.analyte, random, vocabulary));
  const std::string date = date_member("effectiveDateTime", result.date);
  const bool is_pressure = result.analyte == "systolic" || result.analyte == "diastolic";
  if (!is_pressure) {
    return fmt::format(
        R"({{"resourceType": "Observation", "status": "final", {}, "code": {}, {}{}}})", subject,
        code, value_members(result), date);
  }
  return fmt::format(
      R"({{"resourceType": "Observation", "status": "final", {}, "code": {{"coding": [{{"system": )"
      R"("http://loinc.org", "code": "85354-9"}}]}}, "component": [{{"code": {}, {}}}]{}}})",
      subject, code, value_members(result), date);
}

std::string period_member(const char* key, const ToldEntry& entry) {
  if (entry.start.empty() && entry.end.empty()) return {};
  std::string json;
  if (!entry.start.empty()) json += fmt::format(R"("start": "{}")", entry.start);
  if (!entry.end.empty()) {
    if (!json.empty()) json += ", ";
    json += fmt::format(R"("end": "{}")", entry.end);
  }
  return fmt::format(R"(, "{}": {{{}}})", key, json);
}

std::string condition_resource(const ToldEntry& entry, const std::string& code) {
  std::string status;
  if (!entry.status.empty()) {
    status = fmt::format(
        R"(, "clinicalStatus": {{"coding": [{{"system": )"
        R"("http://terminology.hl7.org/CodeSystem/condition-clinical", "code": "{}"}}]}})",
        entry.status);
  }
  return fmt::format(R"({{"resourceType": "Condition", {}, "code": {}{}{}{}}})", subject, code,
                     status, date_member("onsetDateTime", entry.start),
                     date_member("abatementDateTime", entry.end));
}

std::string medication_resource(const ToldEntry& entry, const std::string& code) {
  std::string dose;
  if (!entry.dose.empty()) {
    dose = fmt::format(
        R"(, "dosage": [{{"timing": {{"repeat": {{"frequency": 1, "period": 1, "periodUnit": )"
        R"("d"}}}}, "doseAndRate": [{{"doseQuantity": {}}}]}}])",
        quantity_json(entry.dose, entry.dose_unit, ""));
  }
  return fmt::format(
      R"({{"resourceType": "MedicationStatement", "status": "{}", {}, "medicationCodeableConcept": {}{}{}}})",
      entry.status == "active" ? "active" : "completed", subject, code,
      period_member("effectivePeriod", entry), dose);
}

std::string procedure_resource(const ToldEntry& entry, const std::string& code) {
  const std::string performed = entry.end.empty() ? date_member("performedDateTime", entry.start)
                                                  : period_member("performedPeriod", entry);
  return fmt::format(R"({{"resourceType": "Procedure", "status": "completed", {}, "code": {}{}}})",
                     subject, code, performed);
}

std::string event_resource(const ToldEntry& entry) {
  const bool is_active = entry.status == "active";
  if (entry.term == "hospital_admission") {
    return fmt::format(R"({{"resourceType": "Encounter", "status": "{}", {}, "class": {{"system": )"
                       R"("http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "IMP"}}{}}})",
                       is_active ? "in-progress" : "finished", subject,
                       period_member("period", entry));
  }
  return fmt::format(
      R"({{"resourceType": "ResearchSubject", "status": "{}", "individual": {{"reference": )"
      R"("Patient/P"}}, "study": {{"display": "another study"}}{}}})",
      is_active ? "on-study" : "off-study", period_member("period", entry));
}

std::string entry_resource(const ToldEntry& entry, RandomSource& random,
                           const Vocabulary& vocabulary) {
  const std::string code = concept_json(called(entry.term, random, vocabulary));
  switch (entry.list) {
    case RecordList::conditions:
      return condition_resource(entry, code);
    case RecordList::medications:
      return medication_resource(entry, code);
    case RecordList::procedures:
      return procedure_resource(entry, code);
    case RecordList::events:
      break;
  }
  return event_resource(entry);
}

std::string fact_resource(const ToldFact& fact) {
  const bool is_pregnancy = fact.fact == "pregnant";
  const char* answer = is_pregnancy ? (fact.value ? "Pregnant" : "Not pregnant")
                                    : (fact.value ? "Current every day smoker" : "Never smoker");
  return fmt::format(
      R"({{"resourceType": "Observation", "status": "final", {}, "code": {{"coding": [{{"system": )"
      R"("http://loinc.org", "code": "{}"}}]}}, "valueCodeableConcept": {{"text": "{}"}}, )"
      R"("effectiveDateTime": "{}"}})",
      subject, is_pregnancy ? "82810-3" : "72166-2", answer, fact.date);
}

std::string patient_resource(const ToldPatient& patient) {
  std::string json = fmt::format(R"({{"resourceType": "Patient", "id": "{}")", patient.id);
  json += date_member("gender", patient.sex);
  json += date_member("birthDate", patient.birth_date);
  json += date_member("deceasedDateTime", patient.death_date);
  return json + "}";
}

}  // namespace

std::string as_bundle(const ToldPatient& patient, RandomSource& random,
                      const Vocabulary& vocabulary) {
  std::vector<std::string> resources = {patient_resource(patient)};
  for (const ToldResult& result : patient.results) {
    resources.push_back(result_resource(result, random, vocabulary));
  }
  for (const ToldEntry& entry : patient.entries) {
    resources.push_back(entry_resource(entry, random, vocabulary));
  }
  for (const ToldFact& fact : patient.facts) resources.push_back(fact_resource(fact));
  // The Patient may come last.
  if (random.coin()) std::swap(resources.front(), resources.back());
  std::string entries;
  for (const std::string& resource : resources) {
    if (!entries.empty()) entries += ", ";
    entries += fmt::format(R"({{"resource": {}}})", resource);
  }
  return fmt::format(R"({{"resourceType": "Bundle", "type": "collection", "entry": [{}]}})",
                     entries);
}

}  // namespace eligo::testing
