#!/usr/bin/env python3
"""What changed since an earlier run, and by an amendment: as two runs of `screen` differ.

changes.py ELIGO CHECKOUT
"""

import collections
import csv
import json
import pathlib
import subprocess
import sys
import tempfile

TRIAL = "NCT01374854"


def run(arguments):
    return subprocess.run([str(one) for one in arguments], check=False, capture_output=True,
                          encoding="utf-8").stdout


def decisions(lines):
    found = {}
    for one in map(json.loads, lines.splitlines()):
        if "verdict" in one:
            found[(one["trial"], one["patient"])] = one["verdict"]
    return found


def rows(file):
    with open(file, newline="", encoding="utf-8") as opened:
        return list(csv.DictReader(opened))


def differences(before, after):
    return {key: (before.get(key, ""), after.get(key, "")) for key in set(before) | set(after)
            if before.get(key) != after.get(key)}


def said(file):
    return {(row["trial"], row["patient"]): (row["before"], row["after"]) for row in rows(file)}


def main(eligo, checkout):
    checkout = pathlib.Path(checkout)
    rules, patients = checkout / "rules", checkout / "patients"
    screen = [eligo, "screen", rules, "--patients", patients, "--format", "ndjson", "--quiet",
              "--as-of"]
    wrong = []
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        now = decisions(run([*screen, "2026-01-15"]))
        # One patient of the earlier run is gone since, one is new, most days are others.
        for compact in ([], ["--compact"]):
            lines = run([*screen, "2025-06-01", *compact]).splitlines()
            kept = [line for line in lines if '"patient":"P-002"' not in line.replace(" ", "")]
            gone = lines[0].replace(json.loads(lines[0])["patient"], "P-gone")
            earlier = folder / "earlier.ndjson"
            earlier.write_text("\n".join([*kept, gone, "no decision"]) + "\n", encoding="utf-8")
            before = decisions("\n".join([*kept, gone]))
            out = folder / ("compact" if compact else "full")
            run([eligo, "report", rules, "--patients", patients, "--as-of", "2026-01-15", "--kind",
                 "changes", "--since", earlier, "--format", "csv,html", "--out", out, "--quiet"])
            expected = differences(before, now)
            if not expected or said(out / "changes-since-Decisions.csv") != expected:
                wrong.append(f"since, {compact}")
            if "1 lines of the earlier run" not in (out / "changes-since.html").read_text("utf-8"):
                wrong.append("a line that is no decision is passed over in silence")

        old = folder / "old"
        old.mkdir()
        text = (rules / TRIAL / f"{TRIAL}.eligo").read_text(encoding="utf-8")
        amended = text.replace("means hba1c at enrollment >= 7.5 %",
                               "means hba1c at enrollment >= 7 %")
        (old / f"{TRIAL}.eligo").write_text(amended, encoding="utf-8")
        (old / f"{TRIAL}.txt").write_bytes((rules / TRIAL / f"{TRIAL}.txt").read_bytes())
        before = decisions(run([eligo, "screen", old, "--patients", patients, "--format", "ndjson",
                                "--quiet", "--as-of", "2026-01-15"]))
        of_trial = {key: verdict for key, verdict in now.items() if key[0] == TRIAL}
        out = folder / "against"
        run([eligo, "report", rules, "--patients", patients, "--as-of", "2026-01-15", "--kind",
             "changes", "--against", old, "--format", "csv", "--out", out, "--quiet"])
        expected = differences(before, of_trial)
        if not expected or said(out / "changes-against-Decisions.csv") != expected:
            wrong.append("against")
        if [row["criterion"] for row in rows(out / "changes-against-Sentences.csv")] != ["I8"]:
            wrong.append("the sentences of the amendment")
        if collections.Counter(row["criterion"] for row in
                               rows(out / "changes-against-Criteria.csv")) != {"I8": 1}:
            wrong.append("the criteria of the amendment")
    for one in wrong:
        print("wrong:", one)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
