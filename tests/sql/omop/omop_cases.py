"""What rows of OMOP tables say, as `eligo sql --layout omop` reads them: the cases of cases.json.

    omop_cases.py PROGRAM WORK [--engine duckdb|postgres]
"""

import argparse
import json
import pathlib
import sys
import tempfile

import cdm
import databases

HERE = pathlib.Path(__file__).resolve().parent
TRIAL = "cases"
DEFAULTS = {
    "death": {},
    "condition_occurrence": {"condition_start_date": "2020-01-01"},
    "drug_exposure": {},
    "procedure_occurrence": {"procedure_date": "2020-01-01"},
    "measurement": {"measurement_date": "2026-01-02"},
    "observation": {"observation_date": "2026-01-02"},
    "visit_occurrence": {"visit_start_date": "2026-01-02", "visit_end_date": "2026-01-04"},
}


def database_of(cases):
    database = cdm.Database()
    ids = {name: database.concept(*concept) for name, concept in cases["concepts"].items()}
    for name, concept in cases["concepts"].items():
        if not concept[2]:  # a concept without a name
            next(row for row in database.rows["concept"]
                 if row["concept_id"] == ids[name])["concept_name"] = ""
    for narrow, broad in cases["ancestors"]:
        database.add("concept_ancestor", descendant_concept_id=ids[narrow],
                     ancestor_concept_id=ids.get(broad, broad), min_levels_of_separation=2,
                     max_levels_of_separation=3)
    for person, case in enumerate(cases["cases"], 1):
        database.add("person", **{"person_id": person, "gender_concept_id": 8532,
                                  "year_of_birth": 1980, "month_of_birth": 6, "day_of_birth": 1,
                                  **case.get("person", {})})
        database.add("observation_period", **{"person_id": person,
                                              "observation_period_start_date": "1980-06-01",
                                              "observation_period_end_date": "2027-12-31",
                                              **case.get("period", {})})
        for table, defaults in DEFAULTS.items():
            for row in case.get(table, []):
                columns = {name: ids[value] if name.endswith("_concept_id") and value in ids
                           else value for name, value in row.items()}
                database.add(table, **{"person_id": person, **defaults, **columns})
    return database


def wrong_answers(results, verdicts, numbered):
    wrong = []
    for person, case in numbered:
        for criterion, expected in case["expect"].items():
            said = results.get((TRIAL, str(person), criterion), ("absent",))
            if said[0] != expected:
                wrong.append(f"{case['case']}: {criterion} expected {expected}, is {said}")
        said = verdicts.get((TRIAL, str(person)))
        if case.get("verdict", said) != said:
            wrong.append(f"{case['case']}: expected {case['verdict']}, is {said}")
    return wrong


def refuses_other_terms(program, engine, rules, terms):
    """A term that the script was not made for stops it."""
    lines = pathlib.Path(terms).read_text("utf-8").splitlines(keepends=True)
    fewer = pathlib.Path(terms).with_name("fewer.csv")
    fewer.write_text("".join(lines[:-1]), "utf-8")
    try:
        databases.decide(program, engine, rules, fewer, ["--as-of", "2026-01-15"])
    except Exception as error:  # each engine has its own kind
        return [] if "a term of the data" in str(error) else [f"another refusal: {error}"]
    return ["a term that the script was not made for did not stop it"]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("--engine", choices=("duckdb", "postgres"), default="duckdb")
    arguments = parser.parse_args()
    databases.go_on_with(arguments.engine, arguments.work)
    cases = json.loads((HERE / "cases.json").read_text("utf-8"))
    rules = [HERE / "cases.eligo"]
    groups = {}
    for person, case in enumerate(cases["cases"], 1):
        options = case.get("options", ["--assume-complete", "all"])
        groups.setdefault(tuple(options), []).append((person, case))
    with tempfile.TemporaryDirectory(prefix="eligo-omop-") as work:
        pathlib.Path(work).chmod(0o755)
        engine = databases.opened(arguments.engine, database_of(cases), f"{work}/omop")
        wrong = []
        try:
            terms = f"{work}/terms.csv"
            databases.list_terms(arguments.program, engine, rules, terms)
            for options, numbered in groups.items():
                results, verdicts = databases.decide(arguments.program, engine, rules, terms,
                                                     ["--as-of", "2026-01-15", *options])
                wrong += wrong_answers(results, verdicts, numbered)
            wrong += refuses_other_terms(arguments.program, engine, rules, terms)
        finally:
            engine.close()
    for line in wrong:
        print(line)
    print(f"{len(cases['cases'])} cases in {arguments.engine}, {len(wrong)} wrong")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
