#!/usr/bin/env python3
"""The cohort's page is a page that runs and loads nothing, with charts and without.

cohort_page.py ELIGO CHECKOUT
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile


def report(eligo, checkout, out, *options, gnuplot=None):
    environment = dict(os.environ)
    if gnuplot is not None:
        environment["ELIGO_GNUPLOT"] = str(gnuplot)
    return subprocess.run([eligo, "report", checkout / "rules", "--patients", checkout / "patients",
                           "--as-of", "2026-01-15", "--kind", "cohort", "--format", "html,md",
                           "--out", out, "--quiet", *options], check=False, capture_output=True,
                          env=environment, encoding="utf-8")


def page(out):
    return (out / "cohort" / "NCT01374854.html").read_text(encoding="utf-8")


def main(eligo, checkout):
    checkout = pathlib.Path(checkout)
    wrong = []

    def expect(what, holds):
        if not holds:
            wrong.append(what)

    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        if shutil.which("gnuplot"):
            report(eligo, checkout, folder / "drawn")
            drawn = page(folder / "drawn")
            expect("charts", drawn.count('<svg class="chart"') > 10)
            body = drawn[drawn.index("<body"):]
            expect("no script, style or event",
                   not re.search(r"<script|<use|\sstyle=|\son[a-z]+=|href=\"[^#]", body))
            expect("each chart is named", body.count('role="img" aria-label="')
                   == body.count('<svg class="chart"'))
            ids = re.findall(r'\sid="([^"]*)"', body)
            expect("ids once", len(ids) == len(set(ids)))
        report(eligo, checkout, folder / "plain", gnuplot=folder / "none")
        plain = page(folder / "plain")
        expect("said that there is no gnuplot", "gnuplot-nox" in plain and "<svg" not in plain)
        expect("tables stand open", "<details open>" in plain)
        broken = folder / "broken.sh"
        broken.write_text("#!/bin/sh\nexit 3\n", encoding="utf-8")
        broken.chmod(0o755)
        done = report(eligo, checkout, folder / "failed", gnuplot=broken)
        expect("a failing gnuplot ends nothing", done.returncode in (0, 1))
        expect("and is said", "it ended with status 3" in page(folder / "failed"))
        report(eligo, checkout, folder / "counts", "--counts-only", "--hide-small",
               gnuplot=folder / "none")
        hidden = page(folder / "counts")
        files = [file.read_text(encoding="utf-8") for file in (folder / "counts").rglob("*.*")]
        expect("no patient's id", not any(re.search(r"\bP-\d{3}\b", text) for text in files))
        hidden += (folder / "counts" / "index.html").read_text(encoding="utf-8")
        cells = re.findall(r'<td class="number">([^<]*)</td>', hidden)
        small = [cell for cell in cells if cell.isdigit() and int(cell) % 10 != 0]
        expect(f"no exact count: {small[:5]}", cells and not small)
        expect("small counts are words", "1 to 10" in cells)
        done = report(eligo, checkout, folder / "refused", "--hide-small")
        expect("--hide-small alone is refused", done.returncode == 2)
    for one in wrong:
        print("wrong:", one)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
