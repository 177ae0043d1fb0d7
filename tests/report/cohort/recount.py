#!/usr/bin/env python3
"""Counts a cohort anew from what `eligo screen` writes, and compares with what `eligo report` says.

recount.py ELIGO RULES PATIENTS [option of both commands...]
recount.py --generate GENERATE_PATIENTS ELIGO RULES [option of both commands...]

The second form makes 2,000 patients to count.

The two share no counting: here every number comes from the verdicts, results, reasons and open items
in the NDJSON of `screen`, there from the decisions as they are made.
"""

import collections
import csv
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

# The sanitizers make a run many times slower.
GENERATE = ["--patients", "300" if "ELIGO_TESTS_SANITIZED" in os.environ else "2000", "--seed", "7"]


def failing(decision):
    """The criteria that count as failed, in the order of the trial, from the verdict's reason."""
    found = re.search(r"(?:^|; )\d+ fails?: (.*)$", decision["why"])
    named = found.group(1).split(", ") if found else []
    return [one["id"] for one in decision["criteria"] if one["id"] in named]


class Trial:
    def __init__(self):
        self.counts = collections.Counter()
        self.first = collections.Counter()
        self.failed = collections.Counter()
        self.alone = collections.Counter()
        self.patients_of_item = collections.Counter()
        self.raw_failed = collections.Counter()
        self.left = collections.Counter()
        self.criteria = []
        self.died = 0

    def add(self, decision):
        self.counts[decision["verdict"]] += 1
        self.criteria = [one["id"] for one in decision["criteria"]]
        if decision["verdict"] == "undetermined":
            for item in {(one["kind"], one["ask"]) for one in decision["open"]}:
                self.patients_of_item[item] += 1
        if "deceased" in decision:
            self.died += 1
            return
        fails = failing(decision) if decision["verdict"] == "ineligible" else []
        if fails:
            self.first[fails[0]] += 1
        for one in fails:
            self.failed[one] += 1
        if len(fails) == 1:
            self.alone[fails[0]] += 1
        for one in self.criteria:
            if one in fails:
                break
            self.left[one] += 1


def rows(folder, trial, table):
    with open(folder / "cohort" / f"{trial}-{table}.csv", newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def inert(text):
    """A cell as the CSV has it: an apostrophe stands before what would be a formula."""
    return "'" + text if text[:1] in "=+-@\t\r" else text


def compare(folder, trial, counted, differences):
    def expect(what, expected, said):
        if expected != said:
            differences.append(f"{trial}: {what}: {expected} by screen, {said} in the report")

    said = {row["what"]: int(row["patients"]) for row in rows(folder, trial, "Counts")}
    expect("assessed", sum(counted.counts.values()), said["assessed"])
    for verdict in ("eligible", "ineligible", "undetermined"):
        expect(verdict, counted.counts[verdict], said[verdict])
    expect("died", counted.died, said["of these, died"])
    criteria = rows(folder, trial, "Criteria")
    expect("criteria", counted.criteria, [row["criterion"] for row in criteria])
    for row in criteria:
        one = row["criterion"]
        expect(f"{one} first failed", counted.first[one], int(row["firstFailed"]))
        expect(f"{one} failed", counted.failed[one], int(row["failed"]))
        expect(f"{one} failed alone", counted.alone[one], int(row["failedAlone"]))
        expect(f"{one} left", counted.left[one], int(row["leftPassing"]) + int(row["leftOpen"]))
    items = {(row["kind"], row["ask"]): int(row["patients"]) for row in rows(folder, trial, "Open")}
    expected = {(kind, inert(ask)): n for (kind, ask), n in counted.patients_of_item.items()}
    for item in sorted(set(items) | set(expected)):
        expect(f"open {item}", expected.get(item, 0), items.get(item, 0))


def with_generated(arguments):
    generate, eligo, rules, *options = arguments
    with tempfile.TemporaryDirectory() as name:
        patients = pathlib.Path(name) / "patients.ndjson"
        with open(patients, "wb") as file:
            subprocess.run([generate, *GENERATE], stdout=file, check=True)
        return recount(eligo, rules, str(patients), options)


def recount(eligo, rules, patients, options):
    trials = collections.defaultdict(Trial)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name) / "report"
        subprocess.run([eligo, "report", rules, "--patients", patients, "--kind", "cohort",
                        "--format", "csv", "--out", str(folder), "--quiet", *options], check=False,
                       stderr=subprocess.DEVNULL)
        screen = subprocess.Popen([eligo, "screen", rules, "--patients", patients, "--format",
                                   "ndjson", "--quiet", *options], stdout=subprocess.PIPE,
                                  stderr=subprocess.DEVNULL, encoding="utf-8")
        for line in screen.stdout:
            decision = json.loads(line)
            if "trial" in decision:
                trials[decision["trial"]].add(decision)
        screen.wait()
        differences = []
        for trial, counted in sorted(trials.items()):
            compare(folder, trial, counted, differences)
    decisions = sum(sum(one.counts.values()) for one in trials.values())
    for difference in differences:
        print(difference)
    print(f"{decisions} decisions in {len(trials)} trials, {len(differences)} differences")
    return 1 if differences or decisions == 0 else 0


def main(arguments):
    if arguments[0] == "--generate":
        return with_generated(arguments[1:])
    eligo, rules, patients, *options = arguments
    return recount(eligo, rules, patients, options)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
