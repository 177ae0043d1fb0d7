"""Random results near limits, with comparators, units, reference limits and imprecise births, as FHIR and
as OMOP rows: the trial of cases.eligo is decided the same, without any exception.

    random_results.py PROGRAM WORK [--engine duckdb|postgres] [--patients N] [--seed N]
"""

import argparse
import json
import pathlib
import random
import sys
import tempfile

import databases
import fhir_to_omop
import omop_decisions

OPTIONS = ([], ["--max-age", "1y"], ["--strict"])
BIRTHS = ("1970", "2008", "2008-01", "2007-12-31", "2008-01-15", "2008-01-16", "2012-05-05")
# LOINC, values around the limits of cases.eligo, units
MEASURED = (
    ("4548-4", (7, 6.9999999, 7.00001, 53, 53.005, 52, 8e5, 1e-8, 0.1), ("%", "%", "mmol/mol", "")),
    ("2160-0", (1.5, 1.5000001, 132.6, 132.600000001, 133, 0.01, 15, 1500),
     ("mg/dL", "umol/L", "mg/L", "ug/dL", "", "g")),
    ("8302-2", (160, 1.6, 63, 62.9921259842519, 165.5), ("cm", "cm", "m", "[in_i]", "mm")),
    ("29463-7", (89.6, 89.60001, 89.5999999, 197.5, 197.6, 198.5, 95.86587500000001),
     ("kg", "kg", "[lb_av]", "g")),
)


def observation(chance, person, code, value, unit, limits=None):
    quantity = {"value": value}
    if unit:
        quantity.update(unit=unit, system=fhir_to_omop.UCUM, code=unit)
    comparator = chance.choice(("", "", "", "<", "<=", ">", ">="))
    if comparator:
        quantity["comparator"] = comparator
    day = f"{chance.randint(2023, 2026)}-0{chance.randint(1, 3)}-0{chance.randint(1, 9)}"
    resource = {"resourceType": "Observation", "status": "final",
                "code": {"coding": [{"system": "http://loinc.org", "code": code}]},
                "subject": {"reference": f"Patient/{person}"}, "effectiveDateTime": day,
                "valueQuantity": quantity}
    if limits:
        resource["referenceRange"] = [limits]
    return resource


def alt_of(chance, person):
    """Around three times an upper limit."""
    limit = round(chance.uniform(20, 60), chance.randint(0, 3))
    value = chance.choice((3 * limit, 3 * limit + 0.001, 3 * limit - 0.000001,
                           chance.uniform(10, 300)))
    limits = {"high": {"value": limit, "unit": "U/L"}}
    if chance.random() < 0.5:
        limits["low"] = {"value": 5, "unit": "U/L"}
    return observation(chance, person, "1742-6", round(value, 6), "U/L",
                       limits if chance.random() < 0.9 else None)


def write_patients(folder, count, chance):
    with (folder / "Patient.ndjson").open("w") as patients, \
            (folder / "Observation.ndjson").open("w") as observations:
        number = 0
        for place in range(count):
            person = f"p{place}"
            patients.write(json.dumps({"resourceType": "Patient", "id": person, "gender": "female",
                                       "birthDate": chance.choice(BIRTHS)}) + "\n")
            made = [alt_of(chance, person) for _ in range(chance.randint(0, 2))]
            for code, values, units in MEASURED:
                made += [observation(chance, person, code, chance.choice(values),
                                     chance.choice(units)) for _ in range(chance.randint(0, 2))]
            for one in made:
                number += 1
                observations.write(json.dumps({**one, "id": f"o{number}"}) + "\n")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("--engine", choices=("duckdb", "postgres"), default="duckdb")
    parser.add_argument("--patients", type=int, default=400)
    parser.add_argument("--seed", type=int, default=8)
    arguments = parser.parse_args()
    databases.go_on_with(arguments.engine, arguments.work)
    rules = [omop_decisions.HERE / "cases.eligo"]
    wrong = 0
    with tempfile.TemporaryDirectory(prefix="eligo-omop-") as work:
        pathlib.Path(work).chmod(0o755)
        source = pathlib.Path(work) / "fhir"
        source.mkdir()
        write_patients(source, arguments.patients, random.Random(arguments.seed))
        loader = fhir_to_omop.Loader()
        engine = databases.opened(arguments.engine, loader.load(source), f"{work}/omop")
        try:
            terms = f"{work}/terms.csv"
            databases.list_terms(arguments.program, engine, rules, terms)
            for more in OPTIONS:
                options = ["--as-of", "2026-01-15", *more]
                found, count = omop_decisions.differences(arguments.program, engine, rules, terms,
                                                          options, options, source, loader.persons)
                print(f"seed {arguments.seed} {' '.join(options)}: {count} results, {len(found)} "
                      "differ")
                for key in sorted(found)[:15]:
                    print(f"  {' '.join(key)}: {found[key]}")
                wrong += len(found)
        finally:
            engine.close()
    sys.exit(f"{wrong} differences" if wrong else 0)


if __name__ == "__main__":
    main()
