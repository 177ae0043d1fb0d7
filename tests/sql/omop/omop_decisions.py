"""An OMOP database made from FHIR patients gives the decisions that `eligo screen` gives on the FHIR
patients, but for the differences that differences.json lists with their reasons. One that is not
listed is an error, and so is one that is listed and does not occur.

    omop_decisions.py PROGRAM SOURCE WORK [--engine duckdb|postgres] [--fhir FOLDER] [--show]
"""

import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

import databases
import fhir_to_omop

HERE = pathlib.Path(__file__).resolve().parent
OPTIONS = {"": ["--as-of", "2026-01-15"],
           "complete": ["--as-of", "2026-01-15", "--assume-complete", "all"],
           "recent": ["--as-of", "2026-01-15", "--assume-complete", "all", "--max-age", "8y"],
           "strict": ["--as-of", "2026-01-15", "--strict"]}
RESULTS = {"pass": 1, "fail": 0, "unknown": None}


def screened(program, rules, patients, options):
    """What the reference evaluator says: results by trial, patient and criterion, and verdicts."""
    done = subprocess.run([str(part) for part in (program, "screen", *rules, "--patients", patients,
                                                  "--format", "ndjson", "--quiet", *options)],
                          capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        sys.exit(done.stderr)
    results, verdicts = {}, {}
    for line in done.stdout.splitlines():
        decision = json.loads(line)
        if "rejected" in decision:
            sys.exit(f"rejected: {decision}")
        key = decision["trial"], decision["patient"]
        verdicts[key] = decision["verdict"]
        for one in decision["criteria"]:
            results[*key, one["id"]] = RESULTS[one["result"]], one["why"]
    return results, verdicts


def differences(program, engine, rules, terms, options, screen_options, patients, persons):
    """By (trial, patient, criterion or "verdict"): what each says."""
    results, verdicts = screened(program, rules, patients, screen_options)
    in_sql, verdicts_in_sql = databases.decide(program, engine, rules, terms, options)
    if len(in_sql) != len(results):
        sys.exit(f"{len(results)} results by screen, {len(in_sql)} by SQL")
    found = {}
    for (trial, patient, criterion), (expected, why) in results.items():
        said = in_sql[trial, str(persons[patient]), criterion]
        if said[0] != expected:
            found[trial, patient, criterion] = f"{expected} ({why}) by screen, {said} in SQL"
    for (trial, patient), expected in verdicts.items():
        said = verdicts_in_sql[trial, str(persons[patient])]
        if said != expected:
            found[trial, patient, "verdict"] = f"{expected} by screen, {said} in SQL"
    return found, len(results)


def listed(differences_of_source, name):
    """The listed differences of one choice of options."""
    keys = set()
    for entry in differences_of_source:
        for option in entry["options"]:
            if option != name:
                continue
            for criterion in entry["criteria"]:
                trial, what = criterion.split("/")
                keys |= {(trial, patient, what) for patient in entry["patients"]}
    return keys


def site_codes(source, work):
    """Options that name the site's own codes, with their systems as in FHIR and as in OMOP."""
    file = source / "site-codes.csv"
    if not file.exists():
        return [], []
    text = file.read_text("utf-8")
    for system, vocabulary in fhir_to_omop.VOCABULARIES.items():
        text = text.replace(system, f"urn:omop:{vocabulary}")
    own = pathlib.Path(work) / "site-codes.csv"
    own.write_text(text, "utf-8")
    return ["--codes", file], ["--codes", own]


def compare(arguments, source, known, work):
    rules = [arguments.source / "rules", HERE / "probes.eligo"]
    loader = fhir_to_omop.Loader()
    engine = databases.opened(arguments.engine, loader.load(source), f"{work}/{source.name}")
    codes, own_codes = site_codes(source, work)
    wrong = 0
    try:
        terms = f"{work}/terms.csv"
        databases.list_terms(arguments.program, engine, rules, terms)
        for name, options in OPTIONS.items():
            found, count = differences(arguments.program, engine, rules, terms,
                                       [*options, *own_codes], [*options, *codes], source,
                                       loader.persons)
            expected = listed(known, name)
            unlisted = {key: said for key, said in found.items() if key not in expected}
            gone = expected - found.keys()
            print(f"{source.name} {' '.join(options)}: {len(loader.persons)} patients, {count} "
                  f"results, {len(found)} differ, {len(unlisted)} of them not listed, {len(gone)} "
                  "listed and gone", flush=True)
            wrong += len(unlisted) + len(gone)
            shown = found if arguments.show else unlisted
            for key in sorted(shown)[:None if arguments.show else 15]:
                print(f"  {' '.join(key)}: {shown[key]}")
            for key in sorted(gone)[:15]:
                print(f"  listed and gone: {' '.join(key)}")
    finally:
        engine.close()
    return wrong


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("source", type=pathlib.Path)
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("--engine", choices=("duckdb", "postgres"), default="duckdb")
    parser.add_argument("--fhir", type=pathlib.Path, help="more patients, a Bundle a file")
    parser.add_argument("--show", action="store_true", help="print the listed differences too")
    arguments = parser.parse_args()
    databases.go_on_with(arguments.engine, arguments.work)
    known = json.loads((HERE / "differences.json").read_text("utf-8"))
    sources = [arguments.source / "hospital-export"]
    if arguments.fhir:
        if not arguments.fhir.is_dir():
            print(f"left out: the patients of {arguments.fhir} (there is no such folder)")
            sys.exit(databases.engines.SKIPPED)
        sources = [arguments.fhir]
    with tempfile.TemporaryDirectory(prefix="eligo-omop-") as work:
        pathlib.Path(work).chmod(0o755)
        wrong = sum(compare(arguments, source, known[source.name], work)
                    for source in sources)
    sys.exit(f"{wrong} differences" if wrong else 0)


if __name__ == "__main__":
    main()
