"""Writes what a Synthea Bundle says as a patient profile, the way a person would: by reading it.

It shares nothing with the program's FHIR reader: names of drugs and conditions are taken from the
tables below, written by hand from the texts of the nine patients.
"""

DRUGS = {
    "24 HR Metformin hydrochloride 500 MG Extended Release Oral Tablet": ["metformin"],
    "Acetaminophen 21.7 MG/ML / Dextromethorphan Hydrobromide 1 MG/ML / doxylamine succinate 0.417 "
    "MG/ML Oral Solution": ["acetaminophen", "dextromethorphan", "doxylamine"],
    "Acetaminophen 325 MG Oral Tablet": ["acetaminophen"],
    "Amoxicillin 250 MG / Clavulanate 125 MG Oral Tablet": ["amoxicillin/clavulanate"],
    "Carbamazepine[Tegretol]": ["carbamazepine"],
    "Chlorpheniramine Maleate 2 MG/ML Oral Solution": ["chlorpheniramine"],
    "Diazepam [Valium]": ["diazepam"],
    "Hydrochlorothiazide 25 MG": ["hydrochlorothiazide"],
    "Meperidine Hydrochloride 50 MG Oral Tablet": ["meperidine"],
    "Naproxen sodium 220 MG Oral Tablet": ["naproxen"],
    "diphenhydrAMINE Hydrochloride 25 MG Oral Tablet": ["diphenhydramine"],
    "insulin human, isophane 70 UNT/ML / Regular Insulin, Human 30 UNT/ML Injectable Suspension "
    "[Humulin]": ["insulin"],
}

# LOINC codes whose results screening reads by number, and what a person calls them.
LABS = {
    "4548-4": "HbA1c", "2160-0": "creatinine", "38483-4": "creatinine", "33914-3": "eGFR",
    "2339-0": "glucose", "6299-2": "BUN", "49765-1": "calcium", "2947-0": "sodium",
    "6298-4": "potassium", "2069-3": "chloride", "2093-3": "total cholesterol",
    "2571-8": "triglycerides", "18262-6": "LDL cholesterol", "2085-9": "HDL cholesterol",
    "718-7": "hemoglobin", "777-3": "platelets", "6690-2": "WBC", "789-8": "RBC",
    "4544-3": "hematocrit", "20570-8": "hematocrit",
}
VITALS = {
    "29463-7": "weight", "8302-2": "height", "39156-5": "BMI", "8480-6": "systolic",
    "8462-4": "diastolic", "8331-1": "body temperature",
}
VACCINES = {
    "Influenza, seasonal, injectable, preservative free": "influenza vaccine",
    "Hep A, adult": "Hep A, adult vaccine",
    "Td (adult) preservative free": "Td (adult) preservative free vaccine",
}
SNOMED_TAGS = (" (disorder)", " (finding)", " (situation)", " (procedure)")


def plain(text):
    for tag in SNOMED_TAGS:
        text = text.removesuffix(tag)
    return text


def results(observation):
    """(code, quantity) of an Observation's value and of its components."""
    for part in [observation, *observation.get("component", [])]:
        for coding in part["code"]["coding"]:
            if "valueQuantity" in part:
                yield coding["code"], part["valueQuantity"]


def profile_of(bundle):
    profile = {"labs": [], "vitals": [], "conditions": [], "medications": [], "procedures": [],
               "events": []}
    smoking = []  # as often as it was asked
    for entry in bundle["entry"]:
        resource = entry["resource"]
        kind = resource["resourceType"]
        if kind == "Patient":
            profile.update(id=resource["id"], sex=resource["gender"],
                           birthDate=resource["birthDate"])
        elif kind == "Observation":
            date = resource["effectiveDateTime"]
            for code, quantity in results(resource):
                result = {"value": quantity["value"], "unit": quantity["code"], "date": date}
                if code in LABS:
                    profile["labs"].append({"name": LABS[code], **result})
                elif code in VITALS:
                    profile["vitals"].append({"name": VITALS[code], **result})
            if resource["code"]["coding"][0]["code"] == "72166-2":
                answer = resource["valueCodeableConcept"]["text"]
                smoking.append({"value": answer != "Never smoker", "date": date})
        elif kind == "Condition":
            condition = {"name": plain(resource["code"]["text"]),
                         "snomed": resource["code"]["coding"][0]["code"],
                         "onset": resource["onsetDateTime"],
                         "status": resource["clinicalStatus"]["coding"][0]["code"]}
            if "abatementDateTime" in resource:
                condition["end"] = resource["abatementDateTime"]
            profile["conditions"].append(condition)
        elif kind == "AllergyIntolerance":
            profile["conditions"].append({"name": resource["code"]["text"], "status": "active"})
        elif kind == "MedicationRequest":
            for name in DRUGS[resource["medicationCodeableConcept"]["text"]]:
                profile["medications"].append({
                    "name": name, "start": resource["authoredOn"],
                    "status": "active" if resource["status"] == "active" else "stopped"})
        elif kind == "Immunization":
            text = resource["vaccineCode"]["text"]
            profile["medications"].append({
                "name": VACCINES.get(text, text + " vaccine"), "start": resource["occurrenceDateTime"],
                "end": resource["occurrenceDateTime"], "status": "completed"})
        elif kind == "Procedure":
            profile["procedures"].append({
                "name": plain(resource["code"]["text"]),
                "snomed": resource["code"]["coding"][0]["code"],
                "start": resource["performedPeriod"]["start"],
                "end": resource["performedPeriod"]["end"], "status": "completed"})
        elif kind == "Encounter" and resource["class"]["code"] in ("IMP", "EMER"):
            name = "hospital admission" if resource["class"]["code"] == "IMP" else "emergency visit"
            profile["events"].append({
                "name": name, "start": resource["period"]["start"],
                "end": resource["period"]["end"], "status": "completed"})
    if smoking:
        profile["facts"] = {"smoker": smoking}
    return profile
