#!/usr/bin/env python3
"""Imports the five documents again and compares with their reviewed rules.

    reviewed_rules.py ELIGO CHECKOUT

Over the reviewed rules, import must change not a byte: every edit is kept, and so is every decision.
Into an empty folder, it must find the same criteria; and whatever its own reading decides about an
example patient must be what the reviewed rules decide, or leave open: never the opposite. Where the
patient's record holds a person's word on the criterion, the word may settle what the fresh reading
leaves open and the reviewed one reads from the record. How often the two agree is printed.
"""
import collections
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path


def run(*command):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
    return done


def fail(message):
    print(message)
    sys.exit(1)


def results_of(eligo, rules, patients):
    """(trial, patient) -> verdict, {criterion: result}"""
    screened = run(eligo, "screen", rules, "--patients", patients, "--format", "ndjson", "--quiet")
    if screened.returncode != 0:
        fail(f"screening with {rules} ends with {screened.returncode}: {screened.stderr}")
    rows = [json.loads(line) for line in screened.stdout.splitlines()]
    return {
        (row["trial"], row["patient"]): (row["verdict"], {c["id"]: c["result"] for c in row["criteria"]})
        for row in rows
    }


def attested_in(patients):
    """The (trial, criterion, patient) on which a record holds a person's word."""
    found = set()
    for path in sorted(patients.iterdir()):
        if path.suffix not in (".json", ".ndjson"):
            continue
        text = path.read_text(encoding="utf-8")
        profiles = json.loads(text) if path.suffix == ".json" else [json.loads(line) for line in text.split("\n") if line.startswith("{")]
        for profile in profiles if not isinstance(profiles, dict) else [profiles]:
            for key in profile.get("attestations", {}):
                trial, _, criterion = key.partition("/")
                found.add((trial, criterion, profile["id"]))
    return found


def check_kept_edits(eligo, folder, work):
    """Import over a copy of the reviewed rules."""
    copy = work / folder.name
    shutil.copytree(folder, copy)
    document = next(path for path in copy.iterdir() if path.suffix == ".txt")
    done = run(eligo, "import", document, "--out", copy, "--quiet")
    if done.returncode != 0:
        fail(f"{folder.name}: import ends with {done.returncode}: {done.stderr}")
    for before in sorted(folder.iterdir()):
        if (copy / before.name).read_bytes() != before.read_bytes():
            fail(f"{folder.name}: import over the reviewed rules changes {before.name}")
    names = {path.name for path in folder.iterdir()}
    added = {path.name for path in copy.iterdir()} - names
    if added:
        fail(f"{folder.name}: import over the reviewed rules adds {sorted(added)}")


def main():
    eligo, checkout = sys.argv[1], Path(sys.argv[2])
    folders = sorted(path for path in (checkout / "rules").iterdir() if path.name != "vocabulary" and path.is_dir())
    if len(folders) != 5:
        fail(f"{len(folders)} trials, not five")
    pairs = collections.Counter()
    attested = attested_in(checkout / "patients")
    if not attested:
        fail("no example patient has an attestation: they are looked for in the wrong place")
    attested_trials = {(trial, patient) for trial, _, patient in attested}
    opposite = []
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        (work / "fresh").mkdir()
        for folder in folders:
            check_kept_edits(eligo, folder, work)
            document = next(path for path in folder.iterdir() if path.suffix == ".txt")
            done = run(eligo, "import", document, "--out", work / "fresh" / folder.name, "--quiet")
            if done.returncode != 0:
                fail(f"{folder.name}: a fresh import ends with {done.returncode}: {done.stderr}")
        reviewed = results_of(eligo, checkout / "rules", checkout / "patients")
        fresh = results_of(eligo, work / "fresh", checkout / "patients")
        if set(reviewed) != set(fresh):
            fail("the fresh rules are about other trials than the reviewed ones")
        for pair, (verdict, criteria) in sorted(reviewed.items()):
            fresh_verdict, fresh_criteria = fresh[pair]
            if set(criteria) != set(fresh_criteria):
                fail(f"{pair}: other criteria: {sorted(set(criteria) ^ set(fresh_criteria))}")
            if {verdict, fresh_verdict} == {"eligible", "ineligible"} and pair not in attested_trials:
                opposite.append((*pair, "verdict", verdict, fresh_verdict))
            for criterion, result in criteria.items():
                pairs[result, fresh_criteria[criterion]] += 1
                differ = {result, fresh_criteria[criterion]} == {"pass", "fail"}
                if differ and (pair[0], criterion, pair[1]) not in attested:
                    opposite.append((*pair, criterion, result, fresh_criteria[criterion]))
    total = sum(pairs.values())
    agree = sum(count for (a, b), count in pairs.items() if a == b)
    decided = sum(count for (a, _), count in pairs.items() if a != "unknown")
    both = sum(count for (a, b), count in pairs.items() if a == b != "unknown")
    print(f"{total} results of {len(reviewed)} pairs: {agree} the same; of {decided} that the reviewed "
          f"rules decide, the fresh ones decide {both} alike")
    by_criterion = collections.Counter((row[0], row[2]) for row in opposite)
    for (trial, criterion), count in sorted(by_criterion.items()):
        example = next(row for row in opposite if (row[0], row[2]) == (trial, criterion))
        print(f"{trial} {criterion}: opposite for {count} patients, {example[1]} for one: "
              f"reviewed {example[3]}, fresh {example[4]}")
    return 1 if opposite else 0


if __name__ == "__main__":
    sys.exit(main())
