#!/usr/bin/env python3
"""How long one patient against many trials takes: without a cache, with one that is made, and with one
that is there. Whole processes, each started anew; the median of the runs.

    tools/bench/one_patient.py PROGRAM [--trials 10000] [--runs 50]

The patient is one of tools/bench's generator where --patient names a file, else one with a few results.
Every way must write the same bytes.
"""
import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PATIENT = {"id": "one", "sex": "female", "birthDate": "1980-05-06", "asOf": "2026-01-15",
           "labs": [{"name": "HbA1c", "value": 8.1, "unit": "%", "date": "2026-01-02"},
                    {"name": "creatinine", "value": 71, "unit": "umol/L", "date": "2026-01-02"},
                    {"name": "ALT", "value": 48, "unit": "U/L", "date": "2026-01-02"}]}
FORMS = {"ndjson": ["--format", "ndjson", "--compact"], "csv": ["--format", "csv", "--compact"],
         "counts": ["--format", "counts"]}


def run(command):
    begin = time.perf_counter()
    done = subprocess.run(command, capture_output=True, check=False)
    seconds = time.perf_counter() - begin
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)}: status {done.returncode}\n{done.stderr.decode()}")
    return seconds, done.stdout


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--trials", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=50)
    parser.add_argument("--rules", type=Path, help="a folder that make_trials.py wrote; else one is made")
    parser.add_argument("--patient", type=Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        rules = arguments.rules
        if rules is None:
            subprocess.run([sys.executable, Path(__file__).parent / "make_trials.py", "--trials",
                            str(arguments.trials), "--criteria", "25", "--out", folder], check=True)
            rules = folder / "rules"
        patient = arguments.patient
        if patient is None:
            patient = folder / "patient.json"
            patient.write_text(json.dumps(PATIENT), encoding="utf-8")
        time.sleep(2.2)  # until the times of the files can be trusted
        plain = [arguments.program, "screen", str(rules), "--patients", str(patient)]
        cached = [*plain, "--cache", str(folder / "cache")]
        without, expected = run([*plain, *FORMS["ndjson"]])
        cold, made = run([*cached, *FORMS["ndjson"]])
        assert made == expected, "the run that made the cache wrote something else"
        print(f"without a cache {without:.2f} s, making it {cold:.2f} s")
        for form, options in FORMS.items():
            seconds = []
            for _ in range(arguments.runs):
                taken, output = run([*cached, *options])
                seconds.append(taken)
                assert form != "ndjson" or output == expected, "a run with the cache wrote something else"
            low, *_, high = statistics.quantiles(seconds, n=20)
            print(f"with it, {form}: median {1000 * statistics.median(seconds):.1f} ms, 5 to 95 % "
                  f"{1000 * low:.1f} to {1000 * high:.1f} ms, {len(output)} bytes")


main()
