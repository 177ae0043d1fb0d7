#!/usr/bin/env python3
"""A curve says what another limit would do: the same as the rules with that limit do.

what_if.py ELIGO CHECKOUT
"""

import csv
import json
import pathlib
import subprocess
import sys
import tempfile

# The rule's own words, what stands in their place, and which curve must say what comes of it.
CASES = [("means hba1c at enrollment >= 7.5 %", "means hba1c at enrollment >= 7 %", "I8", "",
          "at least 7 %"),
         ("  male: serum creatinine > 1.5 mg/dL", "  male: serum creatinine > 2.5 mg/dL", "E5", "men",
          "at most 2.5 mg/dL")]
TRIAL = "NCT01374854"
AS_OF = ["--as-of", "2026-01-15", "--trial", TRIAL]


def run(arguments):
    return subprocess.run([str(one) for one in arguments], check=False, capture_output=True,
                          encoding="utf-8").stdout


def of_verdict(verdict, eligo, rules, patients):
    lines = run([eligo, "screen", rules, "--patients", patients, "--format", "ndjson", "--compact",
                 "--quiet", *AS_OF]).splitlines()
    return {one["patient"] for one in map(json.loads, lines) if one.get("verdict") == verdict}


def number(words):
    return float(next(word for word in words.split() if word[0].isdigit()))


def curve(folder, criterion, whom):
    with open(folder / "cohort" / f"{TRIAL}-Limits.csv", newline="", encoding="utf-8") as file:
        return [row for row in csv.DictReader(file)
                if (row["criterion"], row["of"]) == (criterion, whom)]


def main(eligo, checkout):
    rules = pathlib.Path(checkout) / "rules" / TRIAL
    patients = pathlib.Path(checkout) / "patients"
    wrong = checked = 0
    with tempfile.TemporaryDirectory() as name:
        report = pathlib.Path(name) / "report"
        run([eligo, "report", rules, "--patients", patients, "--kind", "cohort", "--format", "csv",
             "--out", report, "--quiet", *AS_OF])
        before = of_verdict("eligible", eligo, rules, patients)
        # Who is undetermined is kept out by nothing that is known, and so is in no curve.
        ineligible = of_verdict("ineligible", eligo, rules, patients)
        text = (rules / f"{TRIAL}.eligo").read_text(encoding="utf-8")
        document = (rules / f"{TRIAL}.txt").read_bytes()
        for number_of_case, (words, other, criterion, whom, limit) in enumerate(CASES):
            if text.count(words) != 1:
                sys.exit(f"the rule file does not say {words!r} once")
            amended = pathlib.Path(name) / f"amended{number_of_case}"
            amended.mkdir()
            (amended / f"{TRIAL}.eligo").write_text(text.replace(words, other), encoding="utf-8")
            (amended / f"{TRIAL}.txt").write_bytes(document)
            after = of_verdict("eligible", eligo, amended, patients)
            said = [int(row["morePatients"]) for row in curve(report, criterion, whom)
                    if abs(number(row["movedTo"]) - number(row["limit"]))
                    <= abs(number(limit) - number(row["limit"]))]
            expected = len(after & ineligible)
            checked += 1 if expected > 0 else 0
            if before - after or expected != (said[-1] if said else 0):
                print(f"{criterion} {limit}: {expected} more by screen, {said} in the curve")
                wrong += 1
    if checked == 0:
        print("no case admits anybody: nothing was compared")
    return 1 if wrong or checked == 0 else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
