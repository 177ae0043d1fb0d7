#!/usr/bin/env python3
"""Screens each FHIR patient, and a profile with the same facts, against the five trials.

usage: same_as_profiles.py ELIGO RULES MEASURED_RULES FHIR_FOLDER

Both must get the same decisions, criterion by criterion. And what hospitals measure most must have
been used wherever a Bundle has it: MEASURED_RULES has a criterion for each, passed by anyone alive.
"""
import json
import pathlib
import subprocess
import sys
import tempfile

from profile_of_bundle import profile_of

SKIPPED = 77
AS_OF = "2022-01-01"
# The criteria of MEASURED_RULES by the LOINC code that decides them.
USED = {"4548-4": "I1", "38483-4": "I2", "33914-3": "I3", "8480-6": "I4", "8462-4": "I5",
        "29463-7": "I6"}


def screened(eligo, rules, patients):
    run = subprocess.run(
        [eligo, "screen", rules, "--patients", patients, "--as-of", AS_OF, "--assume-complete",
         "conditions,medications,procedures,events", "--format", "ndjson", "--quiet"],
        capture_output=True, text=True, check=False)
    if run.returncode != 0:
        sys.exit(f"screening {patients} ended with {run.returncode}:\n{run.stderr[-2000:]}")
    decisions = [json.loads(line) for line in run.stdout.splitlines()]
    return {(one["trial"], one["patient"]): one for one in decisions}


def gist(decision):
    lines = [decision["verdict"]]
    # What decided it is told in the words of the record, which differ.
    lines += [f"{one['id']} {one['result']}, {len(one['assumptions'])} assumptions"
              for one in decision["criteria"]]
    lines += [f"open {one['criterion']}: {one['ask']}" for one in decision["open"]]
    return lines


def unused_codes(bundle, decision):
    """The codes of USED that the Bundle has and that decided nothing."""
    results = {one["id"]: one["result"] for one in decision["criteria"]}
    text = bundle.read_text(encoding="utf-8")
    return [code for code, criterion in USED.items()
            if f'"{code}"' in text and results[criterion] != "pass"]


def main():
    eligo, rules, measured, folder = sys.argv[1:5]
    bundles = sorted(pathlib.Path(folder).glob("*.json"))
    if not bundles:
        print(f"skipped: there are no FHIR patients in {folder}")
        return SKIPPED
    differences = 0
    compared = 0
    unused = 0
    with tempfile.TemporaryDirectory() as scratch:
        for bundle in bundles:
            profile = profile_of(json.loads(bundle.read_text(encoding="utf-8")))
            written = pathlib.Path(scratch, "profile.json")
            written.write_text(json.dumps(profile), encoding="utf-8")
            by_bundle = screened(eligo, rules, str(bundle))
            by_profile = screened(eligo, rules, str(written))
            (decision,) = screened(eligo, measured, str(bundle)).values()
            for code in unused_codes(bundle, decision):
                unused += 1
                print(f"{bundle.name}: LOINC {code} decides nothing")
            if by_bundle.keys() != by_profile.keys() or len(by_bundle) != 5:
                sys.exit(f"{bundle.name}: other trials or patients: {sorted(by_bundle)} and "
                         f"{sorted(by_profile)}")
            for key, decision in by_bundle.items():
                compared += len(decision["criteria"])
                for left, right in zip(gist(decision), gist(by_profile[key])):
                    if left != right:
                        differences += 1
                        print(f"{key}\n  FHIR:    {left}\n  profile: {right}")
    print(f"{len(bundles)} patients, {compared} criteria compared, {differences} differ; "
          f"{unused} codes unused")
    return 1 if differences or unused else 0


if __name__ == "__main__":
    sys.exit(main())
