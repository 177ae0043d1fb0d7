"""The SQL of `eligo sql` decides as `eligo screen` does: every result of every criterion and every
verdict, over the trials of rules/ and the example patients, FHIR patients and generated ones, with
options that change decisions.

    same_decisions.py PROGRAM SOURCE WORK [--generator PROGRAM] [--patients N] [--engine duckdb|postgres|spark]
"""

import argparse
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

import engines

OPTIONS = (["--as-of", "2026-01-15"],
           ["--as-of", "2026-01-15", "--strict"],
           ["--as-of", "2026-06-01", "--max-age", "90d", "--assume-complete", "all"],
           ["--as-of", "2026-01-15", "--assume-complete", "conditions,medications",
            "--anchor", "enrollment=2026-03-01", "--anchor", "randomization=2025-12-01"],
           ["--as-of", "2026-01-15", "--strict", "--anchor", "enrollment=2026-03-01"])
RESULTS = {"pass": 1, "fail": 0, "unknown": None}


def run(command):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        sys.exit(f"{' '.join(map(str, command))}: status {done.returncode}\n{done.stderr}")
    return done.stdout


def screened(program, rules, patients, options):
    """What the reference evaluator says: results by trial, patient and criterion, and verdicts."""
    results, verdicts = {}, {}
    for line in run([program, "screen", rules, "--patients", patients, "--format", "ndjson", "--quiet",
                     *options]).splitlines():
        decision = json.loads(line)
        if "rejected" in decision:
            continue
        key = decision["trial"], decision["patient"]
        verdicts[key] = decision["verdict"]
        for one in decision["criteria"]:
            results[*key, one["id"]] = RESULTS[one["result"]], one["why"]
    return results, verdicts


def differences(engine, results, verdicts):
    found = []
    rows = {row[:3]: row[3:] for row in engine.rows(engines.CRITERIA)}
    for key in sorted(results.keys() | rows.keys()):
        expected, why = results.get(key, ("absent", ""))
        said = rows.get(key, ("absent",))
        if expected != said[0]:
            found.append(f"{' '.join(key)}: screen {expected} ({why}), SQL {said}")
    said = {row[:2]: row[2] for row in engine.rows(engines.VERDICTS)}
    for key in sorted(verdicts.keys() | said.keys()):
        if verdicts.get(key) != said.get(key):
            found.append(f"{' '.join(key)}: verdict {verdicts.get(key)}, SQL {said.get(key)}")
    return found


def compare(arguments, rules, patients, all_options, work):
    facts = pathlib.Path(work) / "facts"
    shutil.rmtree(facts, ignore_errors=True)
    run([arguments.program, "export", "--patients", patients, "--out", facts, "--quiet"])
    facts.chmod(0o755)
    engine = engines.ENGINES[arguments.engine](facts)
    wrong = 0
    try:
        for options in all_options:
            script = run([arguments.program, "sql", rules, "--dialect", engine.dialect, "--units",
                          facts / "unit.csv", *options])
            began = time.monotonic()
            engine.run(script)
            seconds = time.monotonic() - began
            results, verdicts = screened(arguments.program, rules, patients, options)
            found = differences(engine, results, verdicts)
            wrong += len(found)
            print(f"{pathlib.Path(patients).name} {' '.join(options)}: {len(verdicts)} decisions, "
                  f"{len(results)} results, {len(found)} differ; SQL {seconds:.1f} s", flush=True)
            for line in found[:15]:
                print("  " + line)
    finally:
        engine.close()
    return wrong


def said_when_stopped(engine, script):
    """What the engine said when it stopped; nothing where it ran to the end."""
    try:
        engine.run(script)
    except Exception as error:  # each engine has its own kind
        return str(error)
    return ""


def stops_where_it_must(arguments, work):
    """How many of these do not stop the run: a unit that the SQL was not made for, a wrong truth, a wrong day.
    Made with --units and as it should be, it goes through."""
    facts = pathlib.Path(work) / "units"
    profile = pathlib.Path(work) / "unit.json"
    profile.write_text(json.dumps({"id": "U", "labs": [
        {"name": "creatinine", "value": 1000000, "unit": "pmol/dL", "date": "2026-01-02"}]}))
    run([arguments.program, "export", "--patients", profile, "--out", facts])
    facts.chmod(0o755)
    engine = engines.ENGINES[arguments.engine](facts)
    rules = arguments.source / "rules" / "NCT04125329"
    made = [arguments.program, "sql", rules, "--dialect", engine.dialect, "--as-of", "2026-01-15"]
    wrong = 0
    try:
        right = run([*made, "--units", facts / "unit.csv"])
        for script, words in (
                (run(made), "units of the data that this SQL was not made for (eligo sql --units): pmol/dL"),
                (right.replace("'0 and NULL', '0'", "'0 and NULL', 'NULL'"), "0 and NULL: 0"),
                (right.replace("'2024-02-29 less 1 year', '2023-02-28'", "'2024-02-29 less 1 year', '2023-03-01'"),
                 "2024-02-29 less 1 year: 2023-02-28")):
            said = said_when_stopped(engine, script)
            if f"eligo self-test failed: {words}" not in said:
                print(f"this did not stop the run: {words}; it said: {said}")
                wrong += 1
        engine.run(right)
    finally:
        engine.close()
    return wrong


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("source", type=pathlib.Path)
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("--generator", type=pathlib.Path)
    parser.add_argument("--patients", type=int, default=300)
    parser.add_argument("--engine", choices=tuple(engines.ENGINES), default="duckdb")
    arguments = parser.parse_args()
    engines.engine_class(arguments.engine, arguments.work, "the decisions")
    rules = arguments.source / "rules"
    wrong = 0
    with tempfile.TemporaryDirectory(prefix="eligo-sql-") as work:
        pathlib.Path(work).chmod(0o755)
        wrong += stops_where_it_must(arguments, work)
        wrong += compare(arguments, rules, arguments.source / "patients", OPTIONS, work)
        wrong += compare(arguments, rules, arguments.source / "hospital-export", OPTIONS[:3], work)
        if arguments.generator:
            made = pathlib.Path(work) / "generated.ndjson"
            with made.open("w") as file:
                subprocess.run([arguments.generator, "--patients", str(arguments.patients), "--seed",
                                "11"], stdout=file, check=True)
            wrong += compare(arguments, rules, made, OPTIONS if 200 <= arguments.patients <= 2000
                             else OPTIONS[:2], work)
    sys.exit(f"{wrong} differences" if wrong else 0)


if __name__ == "__main__":
    main()
