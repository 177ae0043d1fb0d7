"""Loads FHIR patients into OMOP tables as a hospital's load does: what a column cannot hold is
imputed or lost, and a resource that says it is in error is left out."""

import json
import pathlib

import cdm

VOCABULARIES = {"http://loinc.org": "LOINC", "http://snomed.info/sct": "SNOMED",
                "http://hl7.org/fhir/sid/icd-10-cm": "ICD10CM",
                "http://hl7.org/fhir/sid/icd-10": "ICD10",
                "http://www.nlm.nih.gov/research/umls/rxnorm": "RxNorm",
                "http://hl7.org/fhir/sid/cvx": "CVX", "urn:example:laboratory": "EXAMPLE-LAB"}
UCUM = "http://unitsofmeasure.org"
NOT_USED = {"entered-in-error", "cancelled", "draft", "not-done", "preparation", "planned"}
# The tables cover what a hospital sees of a patient, until some time after the last screening date.
OBSERVED_UNTIL = "2027-12-31"


def resources_of(source):
    """All resources of a folder of Bundles, or of a bulk export without what it calls deleted."""
    found, deleted = [], set()
    for file in sorted(pathlib.Path(source).glob("*.json")):
        content = json.loads(file.read_text("utf-8"))
        found += [entry["resource"] for entry in content.get("entry", []) if "resource" in entry]
    for file in sorted(pathlib.Path(source).glob("*.ndjson")):
        for line in file.read_text("utf-8").splitlines():
            resource = json.loads(line)
            if resource["resourceType"] == "Bundle":
                deleted |= {entry["request"]["url"] for entry in resource["entry"]}
            else:
                found.append(resource)
    return [one for one in found if f"{one['resourceType']}/{one['id']}" not in deleted]


def first_code(resource, key):
    for coding in resource.get(key, {}).get("coding", []):
        if "code" in coding:
            return coding["code"]
    return None


def day_of(text):
    """A day; of a year or a month its first, as loads impute it."""
    if not text:
        return None
    return (text[:10] + "-01-01"[len(text) - 4:] if len(text) < 10 else text[:10])


def moment_of(text):
    return f"{text[:10]} {text[11:19]}" if text and len(text) >= 19 else None


class Loader:
    def __init__(self):
        self.database = cdm.Database()
        self.persons = {}  # id of the Patient -> person_id

    def load(self, source):
        resources = resources_of(source)
        for resource in resources:
            if resource["resourceType"] == "Patient":
                self.patient(resource)
        readers = {"Observation": self.observation, "Condition": self.condition,
                   "AllergyIntolerance": self.allergy, "MedicationRequest": self.medication,
                   "Immunization": self.immunization, "Procedure": self.procedure,
                   "Encounter": self.encounter, "ResearchSubject": self.research_subject}
        for resource in resources:
            read = readers.get(resource["resourceType"])
            if read is None or resource.get("status") in NOT_USED:
                continue
            subject = (resource.get("subject") or resource.get("patient")
                       or resource.get("individual"))["reference"].split("/")[-1].split(":")[-1]
            if subject in self.persons:
                read(resource, self.persons[subject])
        return self.database

    def patient(self, resource):
        person = len(self.persons) + 1
        self.persons[resource["id"]] = person
        born = [int(part) for part in resource.get("birthDate", "").split("-") if part]
        born += [None] * (3 - len(born))
        self.database.add("person", person_id=person, person_source_value=resource["id"],
                          gender_concept_id={"male": 8507, "female": 8532}.get(
                              resource.get("gender"), 0),
                          year_of_birth=born[0], month_of_birth=born[1], day_of_birth=born[2])
        self.database.add("observation_period", person_id=person,
                          observation_period_start_date=day_of(resource.get("birthDate")),
                          observation_period_end_date=OBSERVED_UNTIL)
        if "deceasedDateTime" in resource:
            self.database.add("death", person_id=person,
                              death_date=day_of(resource["deceasedDateTime"]))

    def codes(self, prefix, coded):
        """The columns that name a row: a standard concept, the source's own, and its words."""
        columns = {f"{prefix}_concept_id": 0, f"{prefix}_source_concept_id": 0,
                   f"{prefix}_source_value": coded.get("text")}
        for coding in coded.get("coding", []):
            vocabulary = VOCABULARIES.get(coding.get("system"))
            if vocabulary is None or "code" not in coding:
                continue
            number = self.database.concept(vocabulary, coding["code"],
                                           coding.get("display") or coded.get("text", ""))
            is_standard = vocabulary in ("LOINC", "SNOMED", "RxNorm", "CVX")
            columns[f"{prefix}_concept_id" if is_standard else f"{prefix}_source_concept_id"] = number
        if not columns[f"{prefix}_source_value"]:
            columns[f"{prefix}_source_value"] = first_code({"code": coded}, "code")
        return columns

    def quantity(self, quantity):
        columns = {"value_as_number": quantity.get("value"), "unit_concept_id": 0,
                   "unit_source_value": quantity.get("unit")}
        if quantity.get("system") == UCUM and quantity.get("code"):
            columns["unit_concept_id"] = self.database.concept("UCUM", quantity["code"])
        return columns

    def value(self, observed, words):
        if "valueQuantity" in observed:
            return self.quantity(observed["valueQuantity"])
        if "valueInteger" in observed:
            return {"value_as_number": observed["valueInteger"]}
        if "valueCodeableConcept" in observed:
            coded = observed["valueCodeableConcept"]
            columns = self.codes("value", coded)
            return {"value_as_concept_id": columns["value_concept_id"],
                    "value_source_value": coded.get("text")}
        return {words: observed["valueString"]} if "valueString" in observed else {}

    def observation(self, resource, person):
        if "effectiveDateTime" in resource:
            time = resource["effectiveDateTime"]
        else:
            time = resource.get("effectivePeriod", {}).get("end")
        category = {coding.get("code") for one in resource.get("category", [])
                    for coding in one.get("coding", [])}
        table = "observation" if category & {"survey", "social-history"} else "measurement"
        for observed in [resource, *resource.get("component", [])]:
            is_panel = observed is resource and resource.get("component")
            if is_panel and not any(key.startswith("value") for key in observed):
                continue
            row = {"person_id": person, f"{table}_date": day_of(time),
                   f"{table}_datetime": moment_of(time), **self.codes(table, observed["code"])}
            words = "value_as_string" if table == "observation" else "value_source_value"
            if resource["status"] not in ("registered", "unknown"):
                row.update(self.value(observed, words))
            if table == "measurement":
                row["operator_concept_id"] = cdm.OPERATORS.get(
                    observed.get("valueQuantity", {}).get("comparator"))
                self.add_range(observed, row)
            self.database.add(table, **row)

    @staticmethod
    def add_range(observed, row):
        ranges = observed.get("referenceRange", [])
        unit = observed.get("valueQuantity", {}).get("unit")
        if len(ranges) != 1:
            return
        for end in ("low", "high"):
            limit = ranges[0].get(end, {})
            if limit.get("unit", unit) == unit:
                row[f"range_{end}"] = limit.get("value")

    def condition(self, resource, person):
        verified = first_code(resource, "verificationStatus")
        clinical = first_code(resource, "clinicalStatus")
        if verified in NOT_USED | {"refuted"}:
            return
        # One column for two: what is not confirmed matters more.
        words = clinical if verified in (None, "confirmed") else verified
        self.database.add("condition_occurrence", person_id=person,
                          condition_start_date=day_of(resource.get("onsetDateTime")
                                                      or resource.get("recordedDate")),
                          condition_end_date=day_of(resource.get("abatementDateTime")),
                          condition_status_concept_id=32906 if clinical == "resolved" else 0,
                          condition_status_source_value=words,
                          **self.codes("condition", resource["code"]))

    def allergy(self, resource, person):
        self.database.add("observation", person_id=person,
                          observation_date=day_of(resource.get("onsetDateTime")
                                                  or resource.get("recordedDate")),
                          **self.codes("observation", resource["code"]))

    def medication(self, resource, person):
        status = resource["status"]
        start = day_of(resource.get("authoredOn"))
        self.database.add("drug_exposure", person_id=person, drug_exposure_start_date=start,
                          drug_exposure_end_date=start,  # the least that is known
                          stop_reason=status if status in ("completed", "stopped") else None,
                          **self.codes("drug", resource["medicationCodeableConcept"]))

    def immunization(self, resource, person):
        day = day_of(resource["occurrenceDateTime"])
        self.database.add("drug_exposure", person_id=person, drug_exposure_start_date=day,
                          drug_exposure_end_date=day, verbatim_end_date=day, stop_reason="given",
                          **self.codes("drug", resource["vaccineCode"]))

    def procedure(self, resource, person):
        period = resource.get("performedPeriod", {})
        start = resource.get("performedDateTime") or period.get("start")
        self.database.add("procedure_occurrence", person_id=person, procedure_date=day_of(start),
                          procedure_end_date=day_of(period.get("end")) or day_of(start),
                          **self.codes("procedure", resource["code"]))

    def encounter(self, resource, person):
        kinds = {"IMP": 9201, "ACUTE": 9201, "NONAC": 9201, "EMER": 9203}
        self.database.add("visit_occurrence", person_id=person,
                          visit_concept_id=kinds.get(resource["class"]["code"], 9202),
                          visit_start_date=day_of(resource["period"].get("start")),
                          visit_end_date=day_of(resource["period"].get("end")))

    def research_subject(self, resource, person):
        # One date: the day on which it was over, or else began.
        period = resource.get("period", {})
        self.database.add("observation", person_id=person,
                          observation_concept_id=self.database.concept(
                              "EXAMPLE-EVENT", "TRIAL", "participation in a clinical trial"),
                          observation_date=day_of(period.get("end") or period.get("start")))
