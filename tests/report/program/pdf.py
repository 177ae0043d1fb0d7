"""Pages are printed by an installed Chromium; without one the command says so and writes nothing.

    /usr/bin/python3 pdf.py PROGRAM SOURCE
"""

import os
import pathlib
import shutil
import stat
import subprocess
import sys

import pages


def check(condition, *said):
    if not condition:
        raise AssertionError(" ".join(map(str, said)))


def report(eligo, source, out, environment):
    return subprocess.run(
        [eligo, "report", source / "rules/NCT01374854", "--patients", source / "patients",
         "--patient", "P-007", "--kind", "sheet,log", "--format", "pdf", "--out", out],
        env=dict(os.environ, **environment), capture_output=True, text=True, check=False,
        timeout=300)


def main():
    eligo, source = pages.program()
    with pages.folder() as name:
        folder = pathlib.Path(name)
        empty = folder / "bin"
        empty.mkdir()
        done = report(eligo, source, folder / "none", {"PATH": str(empty), "ELIGO_CHROMIUM": ""})
        check(done.returncode == 2 and "[no-browser]" in done.stderr, done.stderr)
        check("install the package chromium" in done.stderr, done.stderr)
        check(not (folder / "none").exists(), "something was written")

        # A browser that fails: the page is missing, and that is said.
        broken = folder / "broken"
        broken.write_text("#!/bin/sh\nexit 3\n", encoding="utf-8")
        broken.chmod(broken.stat().st_mode | stat.S_IXUSR)
        done = report(eligo, source, folder / "failed", {"ELIGO_CHROMIUM": str(broken)})
        check(done.returncode == 1 and "status 3" in done.stderr, done.returncode, done.stderr)
        check(not list((folder / "failed").rglob("*.pdf")), "a PDF from nothing")

        browser = shutil.which("chromium") or shutil.which("chromium-browser")
        if not browser:
            print("no Chromium is installed: printing itself is not tested")
            return 77
        done = report(eligo, source, folder / "printed", {"ELIGO_CHROMIUM": browser})
        check(done.returncode == 0, done.stderr)
        for path in ("sheets/NCT01374854/P-007.pdf", "logs/NCT01374854.pdf"):
            data = (folder / "printed" / path).read_bytes()
            check(data.startswith(b"%PDF-") and data.rstrip().endswith(b"%%EOF"), path)
        check(not list((folder / "printed").rglob("*.part-*")), "half-written files are left")
        index = pages.page(folder / "printed/index.html")
        check(any(one.attributes["href"].endswith(".pdf") for one in index.all("a")), "no link")
        print("printed")
    return 0


sys.exit(main())
