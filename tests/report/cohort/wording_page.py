#!/usr/bin/env python3
"""The report on the wording has every finding of `audit`, and marks its words in the document.

wording_page.py ELIGO CHECKOUT
"""

import csv
import html
import json
import pathlib
import re
import subprocess
import sys
import tempfile


def run(arguments):
    return subprocess.run([str(one) for one in arguments], check=False, capture_output=True,
                          encoding="utf-8").stdout


def main(eligo, checkout):
    checkout = pathlib.Path(checkout)
    wrong = []
    with tempfile.TemporaryDirectory() as name:
        out = pathlib.Path(name) / "report"
        findings = json.loads(run([eligo, "audit", checkout / "rules", "--format", "json"]))
        run([eligo, "report", checkout / "rules", "--patients", checkout / "patients", "--kind",
             "wording", "--format", "html,csv", "--out", out, "--quiet"])
        for trial in sorted({one["trial"] for one in findings}):
            with open(out / "wording" / f"{trial}.csv", newline="", encoding="utf-8") as file:
                said = [(row["code"], row["criterion"], int(row["line"])) for row in
                        csv.DictReader(file)]
            expected = [(one["code"], one["criterion"] or "", one["line"] or 0)
                        for one in findings if one["trial"] == trial]
            if sorted(said) != sorted(expected):
                wrong.append(f"{trial}: {len(said)} findings, {len(expected)} by audit")
            page = (out / "wording" / f"{trial}.html").read_text(encoding="utf-8")
            numbers = re.findall(r'<li id="f(\d+)">', page)
            marked = re.findall(r'id="m(\d+)"', page)
            if len(numbers) != len(expected) or len(set(marked)) != len(marked):
                wrong.append(f"{trial}: numbers")
            if not set(re.findall(r'href="#m(\d+)"', page)) <= set(marked):
                wrong.append(f"{trial}: a number leads to no mark")
        page = html.unescape((out / "wording" / "NCT01374854.html").read_text(encoding="utf-8"))
        if '<mark class="open">≥ 7.5</mark>' not in page:
            wrong.append("the words without a unit are not marked")
    for one in wrong:
        print("wrong:", one)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
