"""Runs audit_documents and reads what it prints."""
import subprocess
from collections import namedtuple

Finding = namedtuple("Finding", "file trial criterion line column length code severity words message suggestion")


def audited(program, files, proofs=False):
    """The findings about the files, and the milliseconds that each took."""
    options = [] if proofs else ["--no-proofs"]
    run = subprocess.run([program, *options, *map(str, files)], capture_output=True, text=True, check=False)
    if run.returncode not in (0, 1):
        raise SystemExit(f"audit_documents ended with {run.returncode}: {run.stderr[-2000:]}")
    findings, times = [], {}
    for row in run.stdout.splitlines():
        cells = row.split("\t")
        if cells[0] == "time":
            times[cells[1]] = int(cells[2])
            continue
        finding = Finding(*cells)
        findings.append(finding._replace(line=int(finding.line), column=int(finding.column), length=int(finding.length)))
    return findings, times, run.stderr
