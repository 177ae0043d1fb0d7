#!/usr/bin/env python3
"""Screens a Bundle of 40 MB: in bounded memory, with the right decisions.

usage: large_bundle.py ELIGO RULES

The Bundle is one line, most of it resources that screening does not use, and a few results that
decide the six inclusion criteria of RULES at its very end.
"""
import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile

SIZE = 40 << 20  # bytes
MOST_MEMORY = 128 << 10  # KiB, the vocabulary's 40 MiB among them
RESULTS = [("4548-4", 7.9, "%"), ("2160-0", 0.9, "mg/dL"), ("33914-3", 88, "mL/min/{1.73_m2}"),
           ("8480-6", 118, "mm[Hg]"), ("8462-4", 74, "mm[Hg]"), ("29463-7", 71, "kg")]


def write_bundle(path):
    subject = {"reference": "Patient/large"}
    claim = {"resourceType": "Claim", "patient": subject, "item": [
        {"sequence": number, "net": {"value": number, "currency": "EUR"}} for number in range(40)]}
    with open(path, "w", encoding="utf-8") as bundle:
        bundle.write('{"resourceType": "Bundle", "type": "collection", "entry": [')
        patient = {"resourceType": "Patient", "id": "large", "birthDate": "1980-05-05"}
        bundle.write(json.dumps({"resource": patient}))
        number = 0
        while bundle.tell() < SIZE:
            number += 1
            bundle.write(", " + json.dumps({"resource": {**claim, "id": f"c-{number}"}}))
        for code, value, unit in RESULTS:
            bundle.write(", " + json.dumps({"resource": {
                "resourceType": "Observation", "id": f"o-{code}", "status": "final",
                "subject": subject, "effectiveDateTime": "2026-01-02",
                "code": {"coding": [{"system": "http://loinc.org", "code": code}]},
                "valueQuantity": {"value": value, "unit": unit}}}))
        bundle.write("]}")
    return number


def main():
    eligo, rules = sys.argv[1:3]
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "large.json")
        claims = write_bundle(path)
        size = path.stat().st_size
        run = subprocess.run([eligo, "screen", rules, "--patients", str(path), "--as-of",
                              "2026-01-15", "--format", "ndjson"],
                             capture_output=True, text=True, check=False)
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(f"{size >> 20} MiB, {claims} resources left out, {memory >> 10} MiB of memory")
    if run.returncode != 0:
        sys.exit(f"screening ended with {run.returncode}:\n{run.stderr[-2000:]}")
    (decision,) = [json.loads(line) for line in run.stdout.splitlines()]
    undecided = [one["id"] for one in decision["criteria"] if one["result"] == "unknown"]
    if undecided:
        sys.exit(f"not decided: {undecided}")
    left_out = [note for note in decision["notes"] if note["why"].startswith("Claim")]
    if sum(note["count"] for note in left_out) != claims:
        sys.exit(f"the notes do not count the {claims} claims: {decision['notes']}")
    if memory > MOST_MEMORY and "ELIGO_TESTS_SANITIZED" not in os.environ:
        sys.exit(f"more memory than {MOST_MEMORY >> 10} MiB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
